namespace Frontline.Lake.Chain;

/// <summary>A file of folded ledger counts: gzipped lines of JSON, each a <see cref="Frontline.Core.Road.LedgerCount"/>. A (game, minute) may stand in several files; counts add up.</summary>
/// <param name="Name">Name in the lake, under <c>ledger/</c>.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Checksum"><c>xxh128:</c> and hex, of the whole file.</param>
/// <param name="Lines">Number of counts.</param>
public sealed record LedgerFile(string Name, long Bytes, string Checksum, long Lines);
