namespace Frontline.MetricAnswers.Totals;

/// <summary>A metric's value of a day as it was at a moment. What has been erased since cannot be counted again; this can still be read.</summary>
/// <param name="AsOf">Up to which recorded event, rate and cost it knows.</param>
/// <param name="Value">The value.</param>
/// <param name="Events">How many events it rests on.</param>
internal sealed record KeptTotal(DateTimeOffset AsOf, double Value, long Events);
