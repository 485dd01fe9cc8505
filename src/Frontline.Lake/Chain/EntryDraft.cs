using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Lake.Chain;

/// <summary>What a writer wants to append; number, writer and hashes are the <see cref="ChainWriter"/>'s.</summary>
public sealed record EntryDraft
{
    public required ChainEntryKind Kind { get; init; }

    /// <summary>End of the Stream range covered; equal to the chain's end unless a commit.</summary>
    public required long End { get; init; }

    /// <summary>What its rows say; not before that of the entry before. Null where there are none: the moment of the append.</summary>
    public Timestamp? RecordedAt { get; init; }

    public IReadOnlyList<DataFile> Files { get; init; } = [];

    public IReadOnlyList<string> Removed { get; init; } = [];

    public IReadOnlyList<LedgerCount> Counts { get; init; } = [];

    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    public SnapshotReference? Snapshot { get; init; }
}
