using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>The query that statements call <c>reach</c>: <c>first_day</c>, <c>until_day</c> and <c>until</c>, in one row.</summary>
internal static class ReachQuery
{
    /// <param name="known">What was asked before; null to ask the view <c>coverage</c>.</param>
    public static string Write(KnownReach? known) => known is null
        ? "SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage"
        : $"SELECT {SqlText.Literal(known.FirstDay)} AS first_day, {SqlText.Literal(known.UntilDay)} AS until_day, {SqlText.Literal(known.Until)} AS until";
}
