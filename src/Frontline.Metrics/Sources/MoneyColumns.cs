namespace Frontline.Metrics.Sources;

/// <summary>The columns of a source in which money lies, unconverted.</summary>
/// <param name="Amount">Exact amount.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="UtcDate">The date of the rate to convert at.</param>
public sealed record MoneyColumns(string Amount, string Currency, string UtcDate);
