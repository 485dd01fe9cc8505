using Frontline.Metrics.Expressions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Definitions;

/// <summary>Rows of a source, counted or summed.</summary>
/// <param name="Source">What is counted.</param>
/// <param name="Measure">What is asked of the rows.</param>
/// <param name="Where">Which rows; null for all.</param>
/// <param name="Longer">What a longer period has of its days.</param>
/// <param name="TrailingDays">Distinct players of the day and those before it, that many days in all; null for the day alone.</param>
/// <param name="Per">The metric it is divided by; null for none.</param>
public sealed record AggregateFormula(Source Source, Measure Measure, Expression? Where, LongerPeriods Longer, int? TrailingDays, string? Per) : MetricFormula;
