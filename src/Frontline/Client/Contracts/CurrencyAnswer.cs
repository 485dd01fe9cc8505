namespace Frontline.Client.Contracts;

/// <summary>What currencies did to gross revenue between two periods, and what they may do. Money is in <paramref name="Currency"/> where it is not called local.</summary>
/// <param name="Game">The game.</param>
/// <param name="Currency">The reporting currency.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="BaseFrom">First day of the base period.</param>
/// <param name="BaseTo">Last day of the base period.</param>
/// <param name="AsOf">The moment whose knowledge it is; null for all that is known now.</param>
/// <param name="BaseReported">Revenue of the base period at its own rates.</param>
/// <param name="Reported">Revenue of the period at its own rates.</param>
/// <param name="Constant">Revenue of the period at the base period's rates.</param>
/// <param name="PriceOfMoney">What rates did: reported less constant.</param>
/// <param name="Volume">What players did: constant less the base period's.</param>
/// <param name="ReportedGrowth">Reported over the base period's, less 1; null when that was 0.</param>
/// <param name="ConstantGrowth">The same at constant rates.</param>
/// <param name="HorizonDays">How many days one standard deviation is for.</param>
/// <param name="Rows">By currency.</param>
/// <param name="Warnings">What a reader should know, in sentences.</param>
public sealed record CurrencyAnswer(
    string Game, string Currency, DateOnly From, DateOnly To, DateOnly BaseFrom, DateOnly BaseTo, DateTimeOffset? AsOf, double BaseReported, double Reported, double Constant, double PriceOfMoney, double Volume,
    double? ReportedGrowth, double? ConstantGrowth, int HorizonDays, IReadOnlyList<CurrencyRow> Rows, IReadOnlyList<string> Warnings);
