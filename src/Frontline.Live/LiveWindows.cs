using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.State;

namespace Frontline.Live;

/// <summary>Keeps the live windows of one chain: docs/specs/live.md says what they count and how they lie in the keyed state.</summary>
/// <remarks>
/// Invariants: after each entry the keyed state alone says everything (memory only caches it), every number equals a recount of all rows up to
/// there, and the store holds the same numbers. One thread at a time; readers ask the store. The changes of an entry must be committed before the
/// next one is applied. After an exception an instance must not be used again: a new one continues from the committed state.
/// </remarks>
public sealed class LiveWindows : IRowObserver
{
    /// <summary>Minutes are kept for 48 hours, the newest entry's included.</summary>
    public const int MinutesKept = 48 * 60;

    private readonly LiveChain chain;
    private readonly ILiveStore store;
    private readonly StateKeys keys = new();
    private readonly StateWriter writer = new();
    private readonly GameBooks games;
    private readonly WindowBook windows;
    private readonly PlayerBook players;
    private readonly SeenBook seen;
    private readonly DayRebuild dayRebuild;
    private readonly RowCounter counter;
    private LiveHead head;

    /// <summary>Continues from what the keyed state holds, and publishes all of it.</summary>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    /// <exception cref="InvalidDataException">The keyed state cannot be read: it is damaged or of another version, and can be rebuilt from the lake.</exception>
    public LiveWindows(IKeyedState state, IGameCatalog games, IGameCalendar calendar, LiveOptions options, ILiveStore store, LiveChain chain)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }

        this.store = store;
        this.chain = chain;
        head = state.Get(keys.HeadKey()) is { } value ? LiveHead.Read(value, chain.Partition) : new LiveHead(new LivePosition(chain, 0, default), 0, 0);
        this.games = new GameBooks(state, keys, games, calendar, head.OldestMinute);
        windows = new WindowBook(state, keys, options);
        players = new PlayerBook(state, keys, options) { OldestBucket = head.OldestBucket };
        seen = new SeenBook(state, keys, windows);
        dayRebuild = new DayRebuild(state, keys, windows, seen);
        counter = new RowCounter(this.games, windows, players, seen);
        Publish(windows.ReadAll(this.games.ByNumber), complete: true);
    }

    /// <summary>Up to where the chain is counted.</summary>
    public LivePosition Position => head.Position;

    /// <exception cref="ArgumentOutOfRangeException">The entry was counted before, or its <paramref name="recordedAt"/> lies before that of the last one.</exception>
    public void Apply(long entry, Timestamp recordedAt, IReadOnlyList<RecordedRow> rows, StateBatch changes)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(changes);
        ThrowIfNotNext(entry, recordedAt);
        Advance(recordedAt, changes);
        counter.Begin(recordedAt, head.OldestMinute);
        foreach (var row in rows)
        {
            counter.Count(row);
        }

        head = head with { Position = new LivePosition(chain, entry, recordedAt) };
        var changed = windows.Flush(changes);
        seen.Flush(changes);
        players.Flush(recordedAt, changes);
        games.Flush(changes);
        changes.Put(keys.HeadKey(), head.Write(writer));
        Publish(changed, complete: false);
    }

    private void ThrowIfNotNext(long entry, Timestamp recordedAt)
    {
        var last = head.Position;
        if (last.Chain == chain && entry <= last.Entry)
        {
            throw new ArgumentOutOfRangeException(nameof(entry), entry, $"The live windows have counted entries up to {last.Entry}.");
        }

        if (recordedAt < last.AsOf)
        {
            throw new ArgumentOutOfRangeException(nameof(recordedAt), recordedAt, $"The live windows have counted entries recorded up to {last.AsOf}.");
        }
    }

    /// <summary>Drops what is too old at the moment of a new entry, and takes over settings that were changed.</summary>
    private void Advance(Timestamp recordedAt, StateBatch changes)
    {
        var oldestMinute = Math.Max(head.OldestMinute, recordedAt.UnixMinute - MinutesKept + 1);
        if (oldestMinute != head.OldestMinute)
        {
            Delete(changes, keys.MinutesFrom(head.OldestMinute), keys.MinutesFrom(oldestMinute));
        }

        head = head with { OldestMinute = oldestMinute };
        foreach (var game in games.All)
        {
            Advance(game, recordedAt, changes);
            TakeSettings(game, recordedAt, changes);
        }

        DropSessions(changes);
    }

    private void Advance(GameBook game, Timestamp recordedAt, StateBatch changes)
    {
        var oldestDay = game.OldestDay;
        if (game.Advance(recordedAt, head.OldestMinute))
        {
            Delete(changes, keys.DaysFrom(game.Number, oldestDay), keys.DaysFrom(game.Number, game.OldestDay));
            games.Touch(game);
        }
    }

    private void TakeSettings(GameBook game, Timestamp recordedAt, StateBatch changes)
    {
        if (!games.TryGetConfigured(game.Id, out var configured))
        {
            return;
        }

        if (configured.SessionIdleMinutes != game.IdleMinutes)
        {
            game.ChangeIdleMinutes(configured.SessionIdleMinutes, recordedAt);
            games.Touch(game);
        }

        if (configured.TimeZone != game.TimeZone)
        {
            game.ChangeTimeZone(configured.TimeZone, recordedAt, head.OldestMinute);
            games.Touch(game);
            dayRebuild.Run(game, changes);
        }
    }

    private void DropSessions(StateBatch changes)
    {
        if (games.All.Count == 0)
        {
            return;
        }

        var oldestBucket = Math.Max(head.OldestBucket, games.All.Min(game => game.SessionsFrom).UnixDay);
        if (oldestBucket != head.OldestBucket)
        {
            changes.DeleteRange(keys.SessionsFrom(head.OldestBucket), keys.SessionsFrom(oldestBucket));
        }

        head = head with { OldestBucket = oldestBucket };
        players.OldestBucket = oldestBucket;
    }

    private static void Delete(StateBatch changes, (byte[] Cells, byte[] Seen) from, (byte[] Cells, byte[] Seen) end)
    {
        changes.DeleteRange(from.Cells, end.Cells);
        changes.DeleteRange(from.Seen, end.Seen);
    }

    private void Publish(List<LiveChange> changed, bool complete) => store.Publish(new LiveUpdate
    {
        Position = head.Position,
        Complete = complete,
        OldestMinute = head.OldestMinute,
        Games = [.. games.All.Select(game => game.ToLiveGame())],
        Changes = changed,
    });
}
