namespace Frontline.Lake.Verification;

public enum FindingSeverity
{
    /// <summary>Worth knowing and of no consequence: what a crash left behind.</summary>
    Info,

    /// <summary>What is on disk contradicts itself.</summary>
    Error,
}
