using Frontline.Core;

namespace Frontline.Lake.Chain;

/// <summary>Everything up to and including an entry, folded. docs/specs/lake.md, "Checkpoint".</summary>
public sealed record Checkpoint
{
    public required long Number { get; init; }

    /// <summary>SHA-256 of entry <see cref="Number"/>, hex.</summary>
    public required string EntrySha256 { get; init; }

    public required string Writer { get; init; }

    public required Timestamp RecordedAt { get; init; }

    public required long End { get; init; }

    /// <summary>The data files that count as of this checkpoint.</summary>
    public IReadOnlyList<DataFile> Files { get; init; } = [];

    /// <summary>Names of the files with the folded ledger minutes.</summary>
    public IReadOnlyList<string> Ledger { get; init; } = [];

    public ChainPredecessor? Predecessor { get; init; }

    public SnapshotReference? Snapshot { get; init; }
}
