namespace Frontline.Statistics;

/// <summary>
/// A ratio of two sums over clusters: completes over attempts, revenue over active days, where what one player does is not independent and players are. Each cluster brings a numerator x and a
/// denominator n; their sums and sums of products are all that is needed.
/// </summary>
/// <param name="Clusters">How many.</param>
/// <param name="Numerator">Σ x.</param>
/// <param name="Denominator">Σ n, not 0.</param>
/// <param name="NumeratorSquares">Σ x².</param>
/// <param name="Products">Σ x n.</param>
/// <param name="DenominatorSquares">Σ n².</param>
public readonly record struct ClusteredRatio(long Clusters, double Numerator, double Denominator, double NumeratorSquares, double Products, double DenominatorSquares)
{
    public double Value => Numerator / Denominator;

    /// <summary>The linearised standard error, √(G/(G−1) Σ(x − r n)²) / Σ n; null of fewer than two clusters.</summary>
    /// <remarks>
    /// W. G. Cochran, Sampling Techniques, 3rd ed. (1977), 6.3; with G/(G−1) as cluster-robust errors have it: A. C. Cameron, D. L. Miller, A practitioner's guide to cluster-robust inference,
    /// Journal of Human Resources 50 (2015), 317-372.
    /// </remarks>
    public double? StandardError
    {
        get
        {
            if (Clusters < 2)
            {
                return null;
            }

            var ratio = Value;

            // Rounding can leave a little less than nothing where all clusters have one ratio.
            var residuals = Math.Max(0, NumeratorSquares - (2 * ratio * Products) + (ratio * ratio * DenominatorSquares));
            return Math.Sqrt(residuals * Clusters / (Clusters - 1)) / Math.Abs(Denominator);
        }
    }

    /// <summary>The value and as many standard errors to each side as the confidence asks for; null of fewer than two clusters.</summary>
    /// <param name="confidence">0 to 1, both exclusive.</param>
    public Interval? Around(double confidence)
    {
        var half = StandardError * NormalDistribution.Quantile(0.5 + (confidence / 2));
        return half is { } width ? new Interval(Value - width, Value + width) : null;
    }

    /// <summary>
    /// The same for a proportion (every x from 0 to n), which stays within 0 to 1: Wilson's interval for the number of independent trials that would give the clustered standard error. Where none or
    /// all succeeded, the clusters are the trials. Null of fewer than two clusters.
    /// </summary>
    /// <param name="confidence">0 to 1, both exclusive.</param>
    /// <remarks>
    /// Effective sample size after L. Kish, Survey Sampling (1965); its use in Wilson's interval: C. Franco, R. J. A. Little, T. A. Louis, E. V. Slud, Comparative study of confidence intervals for
    /// proportions in complex sample surveys, Journal of Survey Statistics and Methodology 7 (2019), 334-364.
    /// </remarks>
    public Interval? OfProportion(double confidence)
    {
        if (StandardError is not { } error || Value is < 0 or > 1)
        {
            return Around(confidence);
        }

        var trials = error > 0 ? Value * (1 - Value) / (error * error) : Clusters;
        return Proportion.Wilson(Value, trials > 0 ? Math.Min(trials, Denominator) : Clusters, confidence);
    }
}
