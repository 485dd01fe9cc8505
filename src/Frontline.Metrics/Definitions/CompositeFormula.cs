using Frontline.Metrics.Expressions;

namespace Frontline.Metrics.Definitions;

/// <summary>Arithmetic over other metrics and a game's terms. Over a longer period the metrics are taken for the period, daily counts of players summed.</summary>
/// <param name="Expression">Names are metrics, or terms of the game.</param>
/// <param name="Longer">What a longer period has of its days' values; with <see cref="LongerPeriods.Sum"/> the arithmetic is done once, over the period's sums.</param>
public sealed record CompositeFormula(Expression Expression, LongerPeriods Longer) : MetricFormula;
