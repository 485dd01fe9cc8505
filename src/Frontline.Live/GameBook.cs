using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>What the windows of one game are counted with, and how far back they are kept.</summary>
internal sealed class GameBook
{
    private const int PooledMax = 10_000;

    private readonly IGameCalendar calendar;
    private readonly Dictionary<string, string> pool = new(StringComparer.Ordinal);

    public GameBook(int number, string id, string timeZone, int idleMinutes, IGameCalendar calendar)
    {
        this.calendar = calendar;
        Number = number;
        Id = id;
        TimeZone = timeZone;
        IdleMinutes = idleMinutes;
    }

    /// <summary>The game's number in keys, from 1.</summary>
    public int Number { get; }

    public string Id { get; }

    public string TimeZone { get; private set; }

    public int IdleMinutes { get; private set; }

    /// <summary>The oldest day kept, <see cref="DateOnly.DayNumber"/>.</summary>
    public int OldestDay { get; private set; }

    /// <summary>See <see cref="LiveGame.SessionsSince"/>.</summary>
    public long SessionsSince { get; private set; }

    /// <summary>Whether the current entry has begun the days anew: what the keyed state holds of them counts no more.</summary>
    public bool DaysRestarted { get; set; }

    /// <summary>The first moment of the oldest window that is kept; never decreases.</summary>
    public Timestamp KeptFrom { get; private set; }

    /// <summary>Events before this cannot belong to a session that begins in a kept window.</summary>
    public Timestamp SessionsFrom => KeptFrom - TimeSpan.FromMinutes(IdleMinutes);

    public int DayOf(Timestamp moment) => calendar.DayOf(TimeZone, moment).DayNumber;

    public Timestamp StartOf(int day) => calendar.StartOf(TimeZone, DateOnly.FromDayNumber(day));

    /// <summary>One string for equal ones, since names are kept once per window. Forgotten as a whole when it is full.</summary>
    public string Pooled(string name)
    {
        if (pool.TryGetValue(name, out var pooled))
        {
            return pooled;
        }

        if (pool.Count >= PooledMax)
        {
            pool.Clear();
        }

        pool.Add(name, name);
        return name;
    }

    /// <summary>Moves on to the moment of a new entry: yesterday is the oldest day kept.</summary>
    /// <returns>Whether the oldest day has changed.</returns>
    public bool Advance(Timestamp recordedAt, long oldestMinute)
    {
        // Local clocks set back over midnight repeat a bit of yesterday; the oldest day stays.
        var oldest = Math.Max(OldestDay, DayOf(recordedAt) - 1);
        var moved = oldest != OldestDay;
        OldestDay = oldest;
        Keep(oldestMinute);
        return moved;
    }

    /// <summary>Takes a new time zone over. Days are kept only where the kept minutes cover them.</summary>
    public void ChangeTimeZone(string timeZone, Timestamp recordedAt, long oldestMinute)
    {
        TimeZone = timeZone;
        DaysRestarted = true;
        var today = DayOf(recordedAt);
        var coveredFrom = new Timestamp(oldestMinute * Timestamp.MicrosPerMinute);
        OldestDay = StartOf(today - 1) >= coveredFrom ? today - 1 : today;
        Keep(oldestMinute);
    }

    /// <summary>Takes new idle minutes over. What an hour ahead or less was derived before this is not derived again.</summary>
    public void ChangeIdleMinutes(int idleMinutes, Timestamp recordedAt)
    {
        var aheadMax = TimeSpan.FromHours(1);
        SessionsSince = (recordedAt + aheadMax + TimeSpan.FromMinutes(Math.Max(idleMinutes, IdleMinutes) + 1)).UnixMinute;
        IdleMinutes = idleMinutes;
    }

    public LiveGame ToLiveGame() => new(Id, TimeZone, IdleMinutes, OldestDay, KeptFrom.UnixMinute >= SessionsSince ? 0 : SessionsSince);

    public byte[] Write(StateWriter writer) => writer.Begin().Text(Id).Text(TimeZone).Count(IdleMinutes).Count(OldestDay).Count(SessionsSince).ToArray();

    public static GameBook Read(byte[] key, byte[] value, IGameCalendar calendar, long oldestMinute)
    {
        var reader = new StateReader(value);
        var game = new GameBook(new StateReader(key.AsSpan(^2..)).UInt16(), reader.Text(), reader.Text(), (int)reader.Count(), calendar)
        {
            OldestDay = (int)reader.Count(),
            SessionsSince = reader.Count(),
        };
        game.Keep(oldestMinute);
        return game;
    }

    private void Keep(long oldestMinute)
    {
        var minutes = new Timestamp(oldestMinute * Timestamp.MicrosPerMinute);
        var days = StartOf(OldestDay);
        KeptFrom = days < minutes ? days : minutes;
    }
}
