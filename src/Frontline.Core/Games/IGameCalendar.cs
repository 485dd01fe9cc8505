namespace Frontline.Core.Games;

/// <summary>Reporting days, from one pinned time-zone database. The only place where a moment becomes a day.</summary>
public interface IGameCalendar
{
    /// <summary>Version of the time-zone database, such as <c>2026a</c>.</summary>
    string Version { get; }

    /// <summary>Whether an IANA name is known.</summary>
    bool Knows(string timeZone);

    /// <summary>The calendar day of a moment in a time zone.</summary>
    DateOnly DayOf(string timeZone, Timestamp moment);

    /// <summary>First moment of a calendar day (days have 23 to 25 hours).</summary>
    Timestamp StartOf(string timeZone, DateOnly day);

    /// <summary>The intervals of constant UTC offset that meet [from, to), in order: start inclusive, end exclusive, offset to add to UTC.</summary>
    IEnumerable<ZoneOffset> Offsets(string timeZone, Timestamp from, Timestamp to);
}
