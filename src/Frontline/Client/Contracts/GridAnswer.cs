namespace Frontline.Client.Contracts;

/// <summary>A cohort metric for all ages.</summary>
/// <param name="Metric">The family.</param>
/// <param name="Title">What charts call it.</param>
/// <param name="Description">The definition in words.</param>
/// <param name="Unit">number, events, players, share, money, seconds or days.</param>
/// <param name="Game">The game.</param>
/// <param name="Currency">Of money.</param>
/// <param name="TimeZone">In which days are days.</param>
/// <param name="From">First install day.</param>
/// <param name="To">Last install day.</param>
/// <param name="Period">day, week, month or total.</param>
/// <param name="FirstAge">First age.</param>
/// <param name="LastAge">Last age.</param>
/// <param name="By">Dimensions.</param>
/// <param name="Where">The filter; null for none.</param>
/// <param name="AsOf">The moment whose knowledge it is; null for all that is known now.</param>
/// <param name="DataUntil">The moment up to which data is in; null where there is none.</param>
/// <param name="Cells">By period, dimensions and age; absent where no install day of the period is that old.</param>
/// <param name="Mean">One for each age over all cohorts that are that old, weighted by their players.</param>
/// <param name="Payback">Of returns on ad spend: the first age at which each line has earned what was spent.</param>
/// <param name="Warnings">What a reader should know, in sentences.</param>
public sealed record GridAnswer(
    string Metric, string Title, string Description, string Unit, string Game, string? Currency, string TimeZone, DateOnly From, DateOnly To, string Period, int FirstAge, int LastAge,
    IReadOnlyList<string> By, string? Where, DateTimeOffset? AsOf, DateTimeOffset? DataUntil, IReadOnlyList<GridCell> Cells, IReadOnlyList<GridMean> Mean, IReadOnlyList<GridPayback>? Payback, IReadOnlyList<string> Warnings);
