namespace Frontline.Client.Contracts;

/// <param name="Age">Days after the install day.</param>
/// <param name="Value">Over all cohorts that are that old.</param>
/// <param name="Denominator">Their players, or what was spent on them.</param>
public sealed record GridMean(int Age, double? Value, double Denominator);
