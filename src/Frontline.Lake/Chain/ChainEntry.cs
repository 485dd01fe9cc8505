using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Lake.Chain;

/// <summary>An entry of the chain as read. docs/specs/lake.md, "Entries".</summary>
public sealed record ChainEntry
{
    public required long Number { get; init; }

    /// <summary>SHA-256 of entry <see cref="Number"/> − 1, hex.</summary>
    public required string Previous { get; init; }

    /// <summary>SHA-256 of this entry's text, hex.</summary>
    public required string Sha256 { get; init; }

    public required ChainEntryKind Kind { get; init; }

    public required string Writer { get; init; }

    public required Timestamp RecordedAt { get; init; }

    public required long Start { get; init; }

    public required long End { get; init; }

    public IReadOnlyList<DataFile> Files { get; init; } = [];

    public IReadOnlyList<string> Removed { get; init; } = [];

    public IReadOnlyList<LedgerCount> Counts { get; init; } = [];

    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    public ChainPredecessor? Predecessor { get; init; }

    public SnapshotReference? Snapshot { get; init; }
}
