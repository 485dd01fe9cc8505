using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Road;
using Frontline.Core.State;
using Frontline.Live;
using Frontline.Testing.Games;
using Frontline.Testing.State;

namespace Frontline.Tests.Live;

/// <summary>Live windows over a keyed state in memory, fed entry by entry from noon on.</summary>
internal sealed class LiveFixture
{
    public static readonly LiveChain Chain = new("00000000000a", 0);
    private long position;
    private long entry;

    public LiveFixture(LiveOptions? options = null, params Game[] games)
    {
        Options = options ?? new LiveOptions();
        Games = new FixedGameCatalog(games.Length == 0 ? [new Game { Id = "g", Keys = [] }] : games);
        Windows = Restart();
    }

    public static Timestamp Noon { get; } = At("12:00");

    public LiveOptions Options { get; }

    public FixedGameCatalog Games { get; }

    public GameCalendar Calendar { get; } = new();

    public MemoryKeyedState State { get; } = new();

    public MemoryLiveStore Store { get; private set; } = new();

    public LiveWindows Windows { get; private set; }

    /// <summary>A time on 2026-01-31, or with a date.</summary>
    public static Timestamp At(string time) => Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(time.Length <= 8 ? $"2026-01-31T{time}Z" : time, null));

    /// <summary>Continues as a new process would.</summary>
    public LiveWindows Restart()
    {
        Store = new MemoryLiveStore();
        return Windows = new LiveWindows(State, Games, Calendar, Options, Store, Chain);
    }

    public void Apply(Timestamp recordedAt, params RecordedRow[] rows)
    {
        var batch = new StateBatch();
        Windows.Apply(++entry, recordedAt, rows, batch);
        State.Commit(batch);
    }

    public RecordedRow Event(string time, long player = 1, Action<EventFields>? set = null, WriteKeyKind key = WriteKeyKind.Production, bool repeat = false)
    {
        var at = At(time);
        var fields = new EventFields { Name = "level_start", PlayerId = $"p{player}", PlayerMade = true };
        set?.Invoke(fields);
        return new RecordedRow
        {
            Outcome = Outcome.Event,
            Game = "g",
            Receipt = new Receipt(Chain.Log, position++, 0, 1),
            ReceivedAt = at,
            Key = key,
            Identity = (UInt128)position,
            PlayerKey = player,
            Time = at,
            Live = key is WriteKeyKind.Production,
            RepeatTransaction = repeat,
            Event = fields,
        };
    }

    public RecordedRow Reject(string receivedAt, WriteKeyKind key = WriteKeyKind.Production, RejectId? replayOf = null) => new()
    {
        Outcome = Outcome.Reject,
        Game = "g",
        Receipt = new Receipt(Chain.Log, position++, 0, 1),
        ReceivedAt = At(receivedAt),
        Key = key,
        Identity = (UInt128)position,
        ReplayOf = replayOf,
        Event = new EventFields(),
    };

    /// <summary>The windows that have a number of a metric, as "minute 12:01 country FR: 2", in order.</summary>
    public IEnumerable<string> Numbers(string metric, LiveDimension dimension = LiveDimension.Total) =>
        LiveFacts.Read(Store).Facts
            .Where(fact => fact.Metric == metric && fact.Window.Dimension == dimension)
            .Select(fact => $"{Start(fact.Window)}{(dimension is LiveDimension.Total ? "" : $" {fact.Window.Value}")}{(fact.Currency is null ? "" : $" {fact.Date:MM-dd} {fact.Currency}")}: {fact.Number:0.########}");

    private static string Start(LiveWindowKey window) => window.Kind is LiveWindowKind.Day
        ? $"day {DateOnly.FromDayNumber((int)window.Start):MM-dd}"
        : $"{new Timestamp(window.Start * Timestamp.MicrosPerMinute).ToDateTimeOffset():HH:mm}";
}
