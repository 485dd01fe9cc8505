namespace Frontline.Core.State;

public enum StateChangeKind
{
    Put,
    Delete,
    DeleteRange,
}
