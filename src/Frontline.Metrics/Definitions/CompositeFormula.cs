using Frontline.Metrics.Expressions;

namespace Frontline.Metrics.Definitions;

/// <summary>Arithmetic over other metrics and a game's terms. Over a longer period the metrics are taken for the period, daily counts of players summed.</summary>
/// <param name="Expression">Names are metrics, or terms of the game.</param>
/// <param name="MeanOfDays">Whether a longer period has the mean of its days' values instead.</param>
public sealed record CompositeFormula(Expression Expression, bool MeanOfDays) : MetricFormula;
