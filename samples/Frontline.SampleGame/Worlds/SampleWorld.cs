namespace Frontline.SampleGame.Worlds;

/// <summary>A small match-three game that plays itself. The world holds no player: each one's whole life follows from the seed and the player's number.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SampleWorld
{
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public SampleWorld(WorldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Players, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Players, WorldOptions.PlayersMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Days, WorldOptions.DaysMax);
        Options = options;
        Zone = new ZoneDays(options.TimeZone);
        Installs = new InstallCurve(options);
        Places = [.. Place.All.Select(place => new ZoneDays(place.TimeZone))];
    }

    public WorldOptions Options { get; }

    /// <summary>Midnight in the game's zone before the first day of the history, in milliseconds since 1970.</summary>
    public long HistoryStart => Zone.At(FirstDay, 0);

    /// <summary>Midnight in the game's zone after the last day of the history, in milliseconds since 1970.</summary>
    public long HistoryEnd => Zone.At(FirstDay + Options.Days, 0);

    internal int FirstDay => Options.FirstDay.DayNumber;

    internal ZoneDays Zone { get; }

    internal InstallCurve Installs { get; }

    /// <summary>The clocks of <see cref="Place.All"/>.</summary>
    internal IReadOnlyList<ZoneDays> Places { get; }

    /// <summary>How many players may have done something before a moment: all with lower numbers.</summary>
    public long PlayersUntil(long untilMillis) =>
        // A day has begun somewhere up to 14 hours before it begins in UTC.
        Installs.CountBefore(ZoneDays.EpochDay + (int)((untilMillis + (14 * 60 * 60 * 1000)) / ZoneDays.DayMillis) - FirstDay + 1);
}
