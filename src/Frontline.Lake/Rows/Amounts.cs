namespace Frontline.Lake.Rows;

/// <summary>DECIMAL(18,8): the integer number of 10^-8.</summary>
internal static class Amounts
{
    private const int Scale = 8;
    private const decimal Unit = 100_000_000m;
    private const long UnscaledMax = 999_999_999_999_999_999;

    /// <exception cref="ArgumentOutOfRangeException">More than 10 digits before or 8 after the point: the Enricher rejects such amounts.</exception>
    public static long ToUnscaled(decimal amount)
    {
        if (Math.Abs(amount) < UnscaledMax / Unit + 1)
        {
            var scaled = amount * Unit;
            if (scaled == decimal.Truncate(scaled) && Math.Abs(scaled) <= UnscaledMax)
                return (long)scaled;
        }

        throw new ArgumentOutOfRangeException(nameof(amount), amount, "An amount has at most 10 digits before and 8 after the point.");
    }

    public static decimal FromUnscaled(long unscaled)
    {
        var magnitude = (ulong)Math.Abs(unscaled);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, unscaled < 0, Scale);
    }
}
