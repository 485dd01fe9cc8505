namespace Frontline.Client.Contracts;

/// <summary>Metrics of yesterday and of today so far, from the live windows.</summary>
/// <param name="Game">The game.</param>
/// <param name="Currency">Of money.</param>
/// <param name="TimeZone">In which days are days.</param>
/// <param name="AsOf">Up to which recorded event they count; null before the first.</param>
/// <param name="By">platform, country or app_version; null for none.</param>
/// <param name="Metrics">Names and units of the columns, in their order.</param>
/// <param name="Rows">By day, then in all, then by value.</param>
/// <param name="Warnings">What a reader should know, in sentences.</param>
public sealed record LiveMetrics(string Game, string Currency, string TimeZone, DateTimeOffset? AsOf, string? By, IReadOnlyList<LiveMetric> Metrics, IReadOnlyList<LiveMetricRow> Rows, IReadOnlyList<string> Warnings);
