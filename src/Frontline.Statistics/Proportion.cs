namespace Frontline.Statistics;

/// <summary>Intervals of proportions.</summary>
public static class Proportion
{
    /// <summary>Wilson's score interval: within 0 to 1 always, and of sensible width where none or all succeeded.</summary>
    /// <param name="p">Observed proportion, 0 to 1.</param>
    /// <param name="n">Trials, over 0; an effective number need not be whole.</param>
    /// <param name="confidence">0 to 1, both exclusive: 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <remarks>E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212.</remarks>
    public static Interval Wilson(double p, double n, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A proportion from 0 to 1 is expected.");
        }

        var z = NormalDistribution.Quantile(0.5 + (confidence / 2));
        var share = z * z / n;
        var center = (p + (share / 2)) / (1 + share);
        var half = z / (1 + share) * Math.Sqrt((p * (1 - p) / n) + (share / (4 * n)));
        return new Interval(Math.Max(0, center - half), Math.Min(1, center + half));
    }
}
