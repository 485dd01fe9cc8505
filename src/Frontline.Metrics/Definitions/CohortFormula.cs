using Frontline.Metrics.Expressions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Definitions;

/// <summary>What players did in days after their install day, shown on the install day. Only players whose last day of it is over are taken.</summary>
/// <param name="Source">What they did.</param>
/// <param name="Measure"><see cref="MeasureKind.Players"/>: how many of them did it at all. Else what it sums up to.</param>
/// <param name="Where">Which rows; null for all.</param>
/// <param name="From">First day after the install day, which is day 0.</param>
/// <param name="To">Last day; null for all that were observed, from at least <paramref name="From"/> on.</param>
/// <param name="Unit">Calendar days, or stretches of 24 hours after the first event.</param>
/// <param name="Per">What it is divided by.</param>
/// <param name="LessSpend">Whether what was spent to win the players is taken off first.</param>
public sealed record CohortFormula(Source Source, Measure Measure, Expression? Where, DayNumber From, DayNumber? To, CohortUnit Unit, CohortBase Per, bool LessSpend) : MetricFormula;
