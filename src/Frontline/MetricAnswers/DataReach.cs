using Frontline.Metrics.Questions;

namespace Frontline.MetricAnswers;

/// <summary>From when to when a game's data reaches; nulls where there is none. See the view <c>coverage</c>.</summary>
/// <param name="FirstDay">The first reporting day with data.</param>
/// <param name="UntilDay">The day of <paramref name="Until"/>.</param>
/// <param name="Until">The moment up to which data is in.</param>
/// <param name="Today">The reporting day that it is now.</param>
internal sealed record DataReach(DateOnly? FirstDay, DateOnly? UntilDay, DateTimeOffset? Until, DateOnly Today)
{
    /// <summary>For statements; null where there is no data.</summary>
    public KnownReach? Known => this is { FirstDay: { } first, UntilDay: { } untilDay, Until: { } until } ? new KnownReach(first, untilDay, until) : null;
}
