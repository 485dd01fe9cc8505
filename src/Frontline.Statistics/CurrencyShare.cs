namespace Frontline.Statistics;

/// <summary>Revenue in one currency in two periods.</summary>
/// <param name="BaseLocal">Revenue of the base period, in the currency.</param>
/// <param name="Local">Revenue of the period, in the currency.</param>
/// <param name="BaseRate">Units of the reporting currency for one unit, in the base period.</param>
/// <param name="Rate">The same in the period.</param>
public readonly record struct CurrencyShare(double BaseLocal, double Local, double BaseRate, double Rate)
{
    /// <summary>Revenue of the base period as it was reported.</summary>
    public double BaseReported => BaseLocal * BaseRate;

    /// <summary>Revenue of the period as it is reported.</summary>
    public double Reported => Local * Rate;

    /// <summary>Revenue of the period at the base period's rate: what it would be, had money kept its price.</summary>
    public double Constant => Local * BaseRate;

    /// <summary>What the change of the rate did: reported less constant.</summary>
    public double PriceOfMoney => Reported - Constant;

    /// <summary>What players did: constant less the base period's. With <see cref="PriceOfMoney"/> it is the whole change.</summary>
    public double Volume => Constant - BaseReported;
}
