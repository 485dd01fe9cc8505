namespace Frontline.SampleGame.Worlds;

/// <summary>On which day each player installs: players are numbered in that order, so that a number says everything about its player.</summary>
internal sealed class InstallCurve
{
    private readonly int days;
    private readonly long perDayLater;

    // before[i] players install before the day with index i; its last element is all of the history's players.
    private readonly long[] before;

    public InstallCurve(WorldOptions options)
    {
        days = options.Days;
        var weights = new double[days];
        for (var i = 0; i < days; i++)
        {
            var weekend = options.FirstDay.AddDays(i).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1.25 : 1;
            weights[i] = weekend * StoreFeature.MultiplierOn(i, days);
        }

        var sum = weights.Sum();
        before = new long[days + 1];
        var reached = 0.0;
        for (var i = 0; i < days; i++)
        {
            reached += weights[i];
            before[i + 1] = i == days - 1 ? options.Players : (long)(options.Players * (reached / sum));
        }

        perDayLater = Math.Max(1, options.Players / days);
    }

    /// <summary>Players who install before a day, its index counted from the first day.</summary>
    public long CountBefore(int index) => index <= 0 ? 0 : index <= days ? before[index] : before[days] + ((index - days) * perDayLater);

    /// <summary>The index of the day on which a player installs.</summary>
    public int IndexOf(long number)
    {
        if (number >= before[days])
        {
            return days + (int)((number - before[days]) / perDayLater);
        }

        // The last day before which at most this many players had come; days on which nobody comes are passed over.
        var (low, high) = (0, days);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = before[middle] <= number ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Whether a player came because of the store feature.</summary>
    public bool IsFeatured(long number)
    {
        var index = IndexOf(number);
        var multiplier = StoreFeature.MultiplierOn(index, days);
        return multiplier > 1 && number - CountBefore(index) >= (CountBefore(index + 1) - CountBefore(index)) / multiplier;
    }
}
