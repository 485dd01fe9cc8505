using System.Text.Json.Serialization;
using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Lake.Chain;

/// <summary>An entry of the chain as read. docs/specs/lake.md, "Entries".</summary>
public sealed record ChainEntry
{
    [JsonRequired]
    [JsonPropertyOrder(-1)]
    public int Format { get; init; } = ChainText.Format;

    public required long Number { get; init; }

    /// <summary>SHA-256 of entry <see cref="Number"/> − 1, hex.</summary>
    public required string Previous { get; init; }

    /// <summary>SHA-256 of this entry's text, hex. It stands beside the text, not in it.</summary>
    [JsonIgnore]
    public string Sha256 { get; init; } = "";

    public required ChainEntryKind Kind { get; init; }

    public required string Writer { get; init; }

    public required Timestamp RecordedAt { get; init; }

    public required long Start { get; init; }

    public required long End { get; init; }

    [JsonRequired]
    public IReadOnlyList<DataFile> Files { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<string> Removed { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<LedgerCount> Counts { get; init; } = [];

    [JsonRequired]
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    public ChainPredecessor? Predecessor { get; init; }

    public SnapshotReference? Snapshot { get; init; }
}
