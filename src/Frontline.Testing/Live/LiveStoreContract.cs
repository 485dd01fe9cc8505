using Frontline.Core;
using Frontline.Core.Live;
using Xunit;

namespace Frontline.Testing.Live;

/// <summary>What every live store must do.</summary>
public abstract class LiveStoreContract
{
    private static readonly LiveChain Chain = new("00000000000a", 0);

    protected abstract ILiveStore Create();

    [Fact]
    public void An_empty_store_has_no_positions_and_no_windows()
    {
        var store = Create();
        Assert.Empty(store.Positions);
        Assert.Empty(store.Read(new LiveQuery()).Windows);
    }

    [Fact]
    public void What_was_published_can_be_read_with_its_position()
    {
        var store = Create();
        store.Publish(Update(1, Minute(10, 5)));
        Assert.Equal([1], store.Positions.Select(position => position.Entry));
        var slice = store.Read(new LiveQuery { Game = "g" });
        Assert.Equal(store.Positions, slice.Positions);
        Assert.Equal(["g"], slice.Games.Select(game => game.Game));
        Assert.Equal(["Minute 10 Total '' 5"], Lines(slice));
    }

    [Fact]
    public void Numbers_are_overwritten_not_added()
    {
        var store = Create();
        store.Publish(Update(1, Minute(10, 5)));
        store.Publish(Update(1, Minute(10, 5)));
        store.Publish(Update(2, Minute(10, 7), Minute(11, 1)));
        Assert.Equal(["Minute 10 Total '' 7", "Minute 11 Total '' 1"], Lines(store.Read(new LiveQuery())));
    }

    [Fact]
    public void An_older_chain_position_changes_nothing()
    {
        var store = Create();
        store.Publish(Update(5, Minute(10, 5)));
        store.Publish(Update(4, Minute(10, 4), Minute(9, 4)));
        store.Publish(Update(4, Minute(10, 4)) with { Position = new LivePosition(Chain, 4, At(5)) });
        store.Publish(Update(6, Minute(10, 4)) with { Position = new LivePosition(Chain, 6, At(4)) });
        Assert.Equal([5], store.Positions.Select(position => position.Entry));
        Assert.Equal(["Minute 10 Total '' 5"], Lines(store.Read(new LiveQuery())));
    }

    [Fact]
    public void A_complete_update_forgets_what_was_there()
    {
        var store = Create();
        store.Publish(Update(5, Minute(10, 5), Minute(11, 5)));
        store.Publish(Update(5, Minute(10, 3)) with { Complete = true });
        Assert.Equal(["Minute 10 Total '' 3"], Lines(store.Read(new LiveQuery())));
    }

    [Fact]
    public void Windows_that_are_no_longer_kept_are_dropped()
    {
        var store = Create();
        store.Publish(Update(1, Minute(10, 1), Minute(11, 1), Day(100, 1), Day(101, 1)));
        store.Publish(Update(2) with { OldestMinute = 11, Games = [Game() with { OldestDay = 101 }] });
        Assert.Equal(["Minute 11 Total '' 1", "Day 101 Total '' 1"], Lines(store.Read(new LiveQuery())));
    }

    [Fact]
    public void A_new_time_zone_drops_the_days_before_the_new_ones_are_taken()
    {
        var store = Create();
        store.Publish(Update(1, Minute(10, 1), Day(100, 1), Day(101, 1)));
        store.Publish(Update(2, Day(101, 4)) with { Games = [Game() with { TimeZone = "Asia/Tokyo" }] });
        Assert.Equal(["Minute 10 Total '' 1", "Day 101 Total '' 4"], Lines(store.Read(new LiveQuery())));
    }

    [Fact]
    public void A_query_limits_minutes_days_and_dimension()
    {
        var store = Create();
        store.Publish(Update(1, Minute(10, 1), Minute(11, 2), Minute(12, 3), Day(100, 6), Platform(11, "ios", 1), Platform(11, "android", 1), Country(11, "FR", 2)));
        Assert.Equal(
            ["Minute 11 Total '' 2", "Minute 11 Platform 'android' 1", "Minute 11 Platform 'ios' 1", "Day 100 Total '' 6"],
            Lines(store.Read(new LiveQuery { Game = "g", Dimension = LiveDimension.Platform, FirstMinute = 11, LastMinute = 11 })));
        Assert.Equal(["Minute 12 Total '' 3"], Lines(store.Read(new LiveQuery { FirstMinute = 12, FirstDay = 101 })));
        Assert.Empty(store.Read(new LiveQuery { Game = "another" }).Windows);
        Assert.Equal(7, store.Read(new LiveQuery { Dimension = null }).Windows.Count);
    }

    [Fact]
    public void Partitions_are_added_up()
    {
        var store = Create();
        var date = new DateOnly(2026, 1, 31);
        var first = Minute(10, 5) with { Numbers = new LiveNumbers { Events = 5, ActivePlayers = 2, Money = [new LiveMoney(date, "EUR", 1.5m, 0, 0)] } };
        var second = Minute(10, 7) with { Numbers = new LiveNumbers { Events = 7, ActivePlayers = 3, Money = [new LiveMoney(date, "EUR", 2, 1, 0), new LiveMoney(date, "AUD", 0, 0, 9)] } };
        store.Publish(Update(3, second) with { Position = new LivePosition(Chain with { Partition = 1 }, 3, At(3)) });
        store.Publish(Update(9, first));
        Assert.Equal([(0, 9L), (1, 3L)], store.Positions.Select(position => (position.Chain.Partition, position.Entry)));
        var numbers = Assert.Single(store.Read(new LiveQuery()).Windows).Numbers;
        Assert.Equal((12, 5), (numbers.Events, numbers.ActivePlayers));
        Assert.Equal([new LiveMoney(date, "AUD", 0, 0, 9), new LiveMoney(date, "EUR", 3.5m, 1, 0)], numbers.Money);
    }

    private static Timestamp At(long entry) => new(entry * Timestamp.MicrosPerSecond);

    private static LiveGame Game() => new("g", "UTC", 30, 0, 0);

    private static LiveUpdate Update(long entry, params LiveChange[] changes) => new()
    {
        Position = new LivePosition(Chain, entry, At(entry)),
        Complete = false,
        OldestMinute = 0,
        Games = [Game()],
        Changes = changes,
    };

    private static LiveChange Minute(long start, long events) => Change(LiveWindowKind.Minute, start, LiveDimension.Total, "", events);

    private static LiveChange Day(long start, long events) => Change(LiveWindowKind.Day, start, LiveDimension.Total, "", events);

    private static LiveChange Platform(long start, string value, long events) => Change(LiveWindowKind.Minute, start, LiveDimension.Platform, value, events);

    private static LiveChange Country(long start, string value, long events) => Change(LiveWindowKind.Minute, start, LiveDimension.Country, value, events);

    private static LiveChange Change(LiveWindowKind kind, long start, LiveDimension dimension, string value, long events) =>
        new(new LiveWindowKey("g", kind, start, dimension, value), new LiveNumbers { Events = events });

    private static IEnumerable<string> Lines(LiveSlice slice) =>
        slice.Windows.Select(window => $"{window.Window.Kind} {window.Window.Start} {window.Window.Dimension} '{window.Window.Value}' {window.Numbers.Events}");
}
