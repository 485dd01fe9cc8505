namespace Frontline.Bench.Road;

internal static class Percentiles
{
    /// <summary>The nearest-rank percentile of unsorted values; NaN when there are none.</summary>
    public static double Of(IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Clamp(Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
