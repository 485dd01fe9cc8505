namespace Frontline.Lake.Chain;

/// <summary>A snapshot of the Recorder's keyed state in the lake, as of an entry.</summary>
public sealed record SnapshotReference(long Number, IReadOnlyList<SnapshotFile> Files);
