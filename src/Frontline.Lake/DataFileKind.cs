namespace Frontline.Lake;

public enum DataFileKind
{
    Landing,
    Events,
    Rejects,
    Duplicates,
}
