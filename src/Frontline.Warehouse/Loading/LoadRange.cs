using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Lake.Chain;

namespace Frontline.Warehouse.Loading;

/// <summary>A range of a chain's entries and the files that hold its rows.</summary>
public sealed record LoadRange
{
    public required ChainId Chain { get; init; }

    /// <summary>The range begins after this entry: where the last one ended, 0 for the first.</summary>
    public required long After { get; init; }

    /// <summary>The last entry of the range, inclusive.</summary>
    public required long Through { get; init; }

    /// <summary>SHA-256 of entry <see cref="Through"/>, or null when it is folded away.</summary>
    public string? Sha256 { get; init; }

    /// <summary>End of the Stream range covered, as far as it is known.</summary>
    public required long End { get; init; }

    public required Timestamp RecordedAt { get; init; }

    /// <summary>Files with rows of the range; they may hold rows of other entries too, which are not taken.</summary>
    public IReadOnlyList<LoadFile> Files { get; init; } = [];

    /// <summary>The ledger's counts of the range.</summary>
    public IReadOnlyList<LedgerCount> Counts { get; init; } = [];

    /// <summary>Whether <see cref="Counts"/> are those of the whole chain up to <see cref="Through"/> and take the place of earlier ones.</summary>
    public bool ReplacesLedger { get; init; }
}
