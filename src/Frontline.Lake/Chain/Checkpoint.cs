using System.Text.Json.Serialization;
using Frontline.Core;

namespace Frontline.Lake.Chain;

/// <summary>Everything up to and including an entry, folded. docs/specs/lake.md, "Checkpoint".</summary>
public sealed record Checkpoint
{
    [JsonRequired]
    [JsonPropertyOrder(-1)]
    public int Format { get; init; } = ChainText.Format;

    public required long Number { get; init; }

    /// <summary>SHA-256 of entry <see cref="Number"/>, hex.</summary>
    [JsonPropertyName("entry")]
    public required string EntrySha256 { get; init; }

    public required string Writer { get; init; }

    /// <summary>Not before the entry's and not before an earlier checkpoint's.</summary>
    public required Timestamp RecordedAt { get; init; }

    /// <summary><c>recorded_at</c> of entry <see cref="Number"/>.</summary>
    public Timestamp EntryRecordedAt { get; init; }

    public required long End { get; init; }

    /// <summary>The data files that count as of this checkpoint.</summary>
    [JsonRequired]
    public IReadOnlyList<DataFile> Files { get; init; } = [];

    /// <summary>The files with the folded ledger minutes.</summary>
    [JsonRequired]
    [JsonPropertyName("ledger")]
    public IReadOnlyList<LedgerFile> LedgerFiles { get; init; } = [];

    /// <summary>Files that no longer count and are not deleted yet.</summary>
    [JsonRequired]
    public IReadOnlyList<ReplacedFile> Replaced { get; init; } = [];

    /// <summary>Earlier checkpoints, oldest first, as far as their entries may still be there.</summary>
    [JsonRequired]
    public IReadOnlyList<CheckpointMark> Earlier { get; init; } = [];

    public ChainPredecessor? Predecessor { get; init; }

    public SnapshotReference? Snapshot { get; init; }

    /// <summary>Names of the files with the folded ledger minutes.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Ledger => [.. LedgerFiles.Select(file => file.Name)];
}
