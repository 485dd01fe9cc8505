namespace Frontline.Core.Road;

/// <summary>What kind of write key, or which way in, a batch came by.</summary>
public enum WriteKeyKind
{
    Production = 0,

    /// <summary>Test builds: recorded and counted in the ledger, left out of metrics and live windows unless asked.</summary>
    Dev = 1,

    /// <summary>History: skips clock correction and limits, never enters live windows.</summary>
    History = 2,

    /// <summary>An import of files: history with a receipt of its own per row.</summary>
    Import = 3,
}
