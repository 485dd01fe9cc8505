namespace Frontline.Lake.Chain;

public enum ChainEntryKind
{
    Takeover,
    Commit,
    Seal,
    Rewrite,
}
