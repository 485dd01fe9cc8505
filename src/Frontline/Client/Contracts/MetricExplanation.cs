namespace Frontline.Client.Contracts;

/// <summary>What changed a metric's value since a moment.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Title">What charts call it.</param>
/// <param name="Unit">number, events, players, share, money, seconds or days.</param>
/// <param name="Game">The game.</param>
/// <param name="Currency">Of money.</param>
/// <param name="TimeZone">In which days are days.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Where">The filter; null for none.</param>
/// <param name="Since">The moment.</param>
/// <param name="Until">Up to which recorded event, rate and cost the second value knows.</param>
/// <param name="KeptAt">Of which moment a total of the day was kept, the newest by <paramref name="Since"/>; null when none was.</param>
/// <param name="Before">The value as it was known at the moment; null when there was none.</param>
/// <param name="Now">The value as it was known at <paramref name="Until"/>; null when there is none.</param>
/// <param name="Changes">In the order in which causes are added; changes add up to the difference of the two values.</param>
/// <param name="Warnings">What a reader should know, in sentences.</param>
public sealed record MetricExplanation(
    string Metric, string Title, string Unit, string Game, string? Currency, string TimeZone, DateOnly From, DateOnly To, string? Where, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? KeptAt, decimal? Before, decimal? Now,
    IReadOnlyList<ExplainedChange> Changes, IReadOnlyList<string> Warnings);
