using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>The days of a question, and which period each lies in.</summary>
internal sealed record Days(DateOnly From, DateOnly To, Granularity Period)
{
    /// <summary>The first day of the period that a day lies in.</summary>
    public string PeriodOf(string day) => Period switch
    {
        Granularity.Day => day,
        Granularity.Week => $"date_trunc('week', {day})::DATE",
        Granularity.Month => $"date_trunc('month', {day})::DATE",
        _ => SqlText.Literal(From),
    };

    public string Contain(string day) => $"{day} BETWEEN {SqlText.Literal(From)} AND {SqlText.Literal(To)}";
}
