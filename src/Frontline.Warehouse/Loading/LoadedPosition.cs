using Frontline.Lake.Chain;

namespace Frontline.Warehouse.Loading;

/// <param name="Chain">Which chain.</param>
/// <param name="Entry">Every row up to and including this entry is in the warehouse, and none after it.</param>
/// <param name="Sha256">That entry's SHA-256; null when it had been folded away before it was loaded.</param>
/// <param name="End">End of the Stream range loaded.</param>
public sealed record LoadedPosition(ChainId Chain, long Entry, string? Sha256, long End);
