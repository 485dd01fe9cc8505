namespace Frontline.Configuration;

/// <param name="Key">Normalised, parts joined by ':'.</param>
/// <param name="Value">As text.</param>
/// <param name="Origin">Where it came from, for people.</param>
/// <param name="AsWritten">The key as it was spelled, parts joined by '.'.</param>
internal sealed record TracedValue(string Key, string Value, string Origin, string AsWritten);
