using Frontline.Metrics.Catalogue;

namespace Frontline.Metrics.Compiling;

/// <summary>A question as one statement of SQL.</summary>
/// <param name="Metric">What is asked.</param>
/// <param name="Sql">
/// Gives, in the order of time and dimensions: <c>period</c> (its first day), the dimensions, <c>value</c>, <c>numerator</c> and <c>denominator</c> when <paramref name="IsRatio"/>,
/// <c>event_count</c> (how many it rests on), <c>finished</c> and, where money was converted, <c>unconverted</c> (the currencies without a rate); where spend may lack what is asked for,
/// <c>unallocated</c> (whether some does, so that there is no value). With an interval also what a
/// <see cref="Statistics.ClusteredRatio"/> is made of: <c>clusters</c>, <c>sum_xx</c>, <c>sum_xn</c>, <c>sum_nn</c>.
/// </param>
/// <param name="IsRatio">Whether the value is one number over another, and absent where the other is 0.</param>
/// <param name="Horizon">Which days a value looks at.</param>
public sealed record CompiledMetric(MetricReference Metric, string Sql, bool IsRatio, Horizon Horizon);
