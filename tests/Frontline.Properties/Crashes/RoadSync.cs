namespace Frontline.Properties.Crashes;

/// <summary>The syncs the road relies on, each by what it makes durable.</summary>
internal enum RoadSync
{
    /// <summary>A group of records, before it is acknowledged.</summary>
    LogGroup,

    /// <summary>The first block of a segment, before it gets its name.</summary>
    LogSegmentHeader,

    /// <summary>The name of a segment, before records go into it.</summary>
    LogSegmentName,

    /// <summary>That a segment has become a spare one, before the next one does.</summary>
    LogRetiredName,

    /// <summary>The file that says which log it is.</summary>
    LogMeta,

    /// <summary>Its name.</summary>
    LogMetaName,

    /// <summary>What an opened log found in its newest segment, which may be in the page cache only.</summary>
    LogTailOnOpening,

    /// <summary>The names an opened log found.</summary>
    LogNamesOnOpening,

    /// <summary>A spare segment just filled with zeros.</summary>
    LogSpareFilled,

    /// <summary>A chain entry's text, before it is linked to its number.</summary>
    Entry,

    /// <summary>The entry's name.</summary>
    EntryName,

    /// <summary>A checkpoint's text.</summary>
    Checkpoint,

    /// <summary>The checkpoint's name.</summary>
    CheckpointName,

    /// <summary>A landing file's bytes.</summary>
    Landing,

    /// <summary>Its name.</summary>
    LandingName,

    /// <summary>A sealed file's bytes.</summary>
    Sealed,

    /// <summary>Its name.</summary>
    SealedName,

    /// <summary>A ledger file's bytes.</summary>
    Ledger,

    /// <summary>Its name.</summary>
    LedgerName,

    /// <summary>A snapshot file's bytes.</summary>
    Snapshot,

    /// <summary>Its name.</summary>
    SnapshotName,

    /// <summary>The names in the folder of what is opened for reading: it may have been linked by someone who was killed before the sync.</summary>
    NamesOnReading,

    /// <summary>That something was deleted from the lake.</summary>
    Deletion,

    /// <summary>A new folder's name, within <see cref="Core.Storage.IFileSystem.CreateDirectory"/>.</summary>
    Folder,
}
