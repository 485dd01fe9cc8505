namespace Frontline.Lake.Verification;

/// <summary>What a verification found.</summary>
public enum FindingKind
{
    /// <summary>An entry is not there, while a later one is.</summary>
    MissingEntry,

    /// <summary>An entry is not what its writer wrote, or is another one's text.</summary>
    ChangedEntry,

    /// <summary>An entry does not continue the one before, or contradicts what counted before it.</summary>
    BrokenChain,

    /// <summary>A checkpoint is not what its writer wrote.</summary>
    ChangedCheckpoint,

    /// <summary>A checkpoint does not say what the entries it folded say.</summary>
    WrongCheckpoint,

    /// <summary>A file that the chain names is not there.</summary>
    MissingFile,

    /// <summary>A file's bytes are not those that the chain names.</summary>
    ChangedFile,

    /// <summary>A file is whole, but its rows are not what the chain says of them.</summary>
    WrongRows,

    /// <summary>An entry that a writer created after it had lost its chain; it does not count.</summary>
    LeftoverEntry,

    /// <summary>A file that no chain names. A writer that is at work has some, too.</summary>
    Orphan,
}
