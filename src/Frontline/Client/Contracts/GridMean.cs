namespace Frontline.Client.Contracts;

/// <param name="Age">Days after the install day; of brackets the first.</param>
/// <param name="LastAge">Of brackets the last; else null.</param>
/// <param name="Value">Over all cohorts that are that old.</param>
/// <param name="Denominator">Their players, or what was spent on them.</param>
public sealed record GridMean(int Age, int? LastAge, double? Value, double Denominator);
