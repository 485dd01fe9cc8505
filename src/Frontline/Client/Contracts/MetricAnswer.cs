namespace Frontline.Client.Contracts;

/// <summary>A metric's values, and what they rest on.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Title">What charts call it.</param>
/// <param name="Description">The definition in words.</param>
/// <param name="Unit">number, events, players, share, money, seconds or days.</param>
/// <param name="Game">The game.</param>
/// <param name="Currency">Of money.</param>
/// <param name="TimeZone">In which days are days.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Period">day, week, month or total.</param>
/// <param name="By">Dimensions.</param>
/// <param name="Where">The filter; null for none.</param>
/// <param name="AsOf">The moment whose knowledge it is; null for all that is known now.</param>
/// <param name="FirstDay">The first day with data; null where there is none.</param>
/// <param name="DataUntil">The moment up to which data is in; null where there is none.</param>
/// <param name="Rows">In the order of time.</param>
/// <param name="Warnings">What a reader should know, in sentences.</param>
public sealed record MetricAnswer(
    string Metric, string Title, string Description, string Unit, string Game, string? Currency, string TimeZone, DateOnly From, DateOnly To, string Period, IReadOnlyList<string> By, string? Where, DateTimeOffset? AsOf,
    DateOnly? FirstDay, DateTimeOffset? DataUntil, IReadOnlyList<MetricRow> Rows, IReadOnlyList<string> Warnings);
