using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>The days of a question, and which period each lies in.</summary>
/// <param name="From">First day, inclusive.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Period">How days are put together.</param>
/// <param name="IsRunning">Whether everything before <paramref name="From"/> belongs to the first period.</param>
internal sealed record Days(DateOnly From, DateOnly To, Granularity Period, bool IsRunning = false)
{
    /// <summary>The first day of the period that a day lies in.</summary>
    public string PeriodOf(string day)
    {
        var inside = IsRunning ? $"greatest({day}, {SqlText.Literal(From)})" : day;
        return Period switch
        {
            Granularity.Day => inside,
            Granularity.Week => $"date_trunc('week', {inside})::DATE",
            Granularity.Month => $"date_trunc('month', {inside})::DATE",
            _ => SqlText.Literal(From),
        };
    }

    public string Contain(string day) => IsRunning ? $"{day} <= {SqlText.Literal(To)}" : $"{day} BETWEEN {SqlText.Literal(From)} AND {SqlText.Literal(To)}";
}
