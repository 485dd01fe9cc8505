namespace Frontline.Warehouse.Loading;

/// <summary>How the Loader goes about it.</summary>
public sealed record LoaderOptions
{
    /// <summary>Loads begin at least this far apart: fewer, larger transactions cost less, and rows are seen this much later. Zero for no wait.</summary>
    public TimeSpan LoadInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Looks at the chains at least this often, signalled or not.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Sessions are brought up to date this often.</summary>
    public TimeSpan SessionsInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Deltas are merged this often.</summary>
    public TimeSpan MergeInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Rows wanted in one transaction at most. What is behind is caught up with in large loads: the engine writes full blocks of 122,880 rows to its file at once, not to its log first. With 100,000 at most, a
    /// Loader that had fallen behind at 35,000 events/s stayed so; whether for that was not told apart (bench/results/road.md).
    /// </summary>
    public long RowsPerLoadMax { get; init; } = 1_000_000;

    /// <summary>How long the last load may take when the program is told to stop; what is left then is loaded at the next start. Zero for no last load.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (LoadInterval != TimeSpan.Zero)
            AtMostADay(LoadInterval, nameof(LoadInterval));
        AtMostADay(LookInterval, nameof(LookInterval));
        AtMostADay(SessionsInterval, nameof(SessionsInterval));
        AtMostADay(MergeInterval, nameof(MergeInterval));
        if (DrainLimit != TimeSpan.Zero)
            AtMostADay(DrainLimit, nameof(DrainLimit));
        if (RowsPerLoadMax < 1)
            errors.Add($"{nameof(RowsPerLoadMax)} is {RowsPerLoadMax} and must be at least 1.");
        return errors;

        void AtMostADay(TimeSpan value, string name)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                errors.Add($"{name} is {value} and must be above zero and at most a day.");
        }
    }
}
