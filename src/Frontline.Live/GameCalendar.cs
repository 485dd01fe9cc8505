using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Frontline.Core;
using Frontline.Core.Games;
using NodaTime.TimeZones;

namespace Frontline.Live;

/// <summary>Reporting days from the time-zone database inside NodaTime: the same on every machine and operating system that runs this version.</summary>
/// <remarks>Thread-safe. Moments beyond the years 1 to 9999 are treated like the nearest day within.</remarks>
public sealed class GameCalendar : IGameCalendar
{
    private readonly TzdbDateTimeZoneSource source = TzdbDateTimeZoneSource.Default;

    // Bounded by the database: only names it knows are added.
    private readonly ConcurrentDictionary<string, ZoneDays> zones = new(StringComparer.Ordinal);
    private readonly HashSet<string> names;

    public GameCalendar() => names = source.GetIds().ToHashSet(StringComparer.Ordinal);

    public string Version => source.TzdbVersion;

    public bool Knows(string timeZone) => names.Contains(timeZone);

    /// <exception cref="ArgumentException">The time zone is unknown.</exception>
    public DateOnly DayOf(string timeZone, Timestamp moment) => Zone(timeZone).DayOf(moment);

    /// <summary>First moment of a calendar day; for a day that a zone skipped, the first moment of the day after it.</summary>
    /// <exception cref="ArgumentException">The time zone is unknown.</exception>
    public Timestamp StartOf(string timeZone, DateOnly day) => Zone(timeZone).StartOf(day);

    /// <summary>The intervals of constant UTC offset that meet [from, to), in order, cut to it.</summary>
    /// <exception cref="ArgumentException">The time zone is unknown.</exception>
    public IEnumerable<ZoneOffset> Offsets(string timeZone, Timestamp from, Timestamp to) => Zone(timeZone).Offsets(from, to);

    private ZoneDays Zone(string timeZone) => zones.TryGetValue(timeZone, out var zone) ? zone : Load(timeZone);

    private ZoneDays Load(string timeZone)
    {
        ThrowIfUnknown(timeZone);
        return zones.GetOrAdd(timeZone, static (name, source) => new ZoneDays(source.ForId(name)), source);
    }

    [SuppressMessage("Maintainability", "CA1513", Justification = "The message names the database.")]
    private void ThrowIfUnknown(string timeZone)
    {
        if (!Knows(timeZone))
        {
            throw new ArgumentException($"The time zone '{timeZone}' is not in the time-zone database {Version}.", nameof(timeZone));
        }
    }
}
