using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Road;
using Frontline.Core.State;
using Frontline.Live;
using Xunit;
using static Frontline.Tests.Live.LiveFixture;

namespace Frontline.Tests.Live;

public sealed class LiveWindowsTests
{
    [Fact]
    public void Events_count_in_their_minute_and_day_by_event_time()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:58:59"), live.Event("11:59"), live.Event("11:59:59"), live.Event("2026-01-30T13:00:00Z"));
        Assert.Equal(["13:00: 1", "11:58: 1", "11:59: 2", "day 01-30: 1", "day 01-31: 3"], live.Numbers("events"));
    }

    [Fact]
    public void Events_that_are_not_live_count_nowhere()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59", key: WriteKeyKind.History), live.Event("11:59", key: WriteKeyKind.Dev));
        Assert.Empty(live.Numbers("events"));
        Assert.Empty(live.Numbers("sessions"));
        Assert.Empty(live.Numbers("active_players"));
    }

    [Fact]
    public void A_player_is_active_once_in_a_window_and_under_each_value_seen()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59", 1, e => e.Country = "FR"), live.Event("11:59:10", 1, e => e.Country = "DE"), live.Event("11:59:20", 1, e => e.Country = "FR"), live.Event("11:59", 2));
        live.Apply(Noon, live.Event("11:59:30", 1, e => e.Country = "DE"));
        Assert.Equal(["11:59: 2", "day 01-31: 2"], live.Numbers("active_players"));
        Assert.Equal(["11:59 (none): 1", "11:59 DE: 1", "11:59 FR: 1", "day 01-31 (none): 1", "day 01-31 DE: 1", "day 01-31 FR: 1"], live.Numbers("active_players", LiveDimension.Country));
    }

    [Fact]
    public void Events_that_no_player_made_count_but_make_nobody_active_new_or_in_session()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59", set: e => e.PlayerMade = false));
        Assert.Equal(["11:59: 1", "day 01-31: 1"], live.Numbers("events"));
        Assert.Empty(live.Numbers("active_players"));
        Assert.Empty(live.Numbers("new_players"));
        Assert.Empty(live.Numbers("sessions"));
    }

    [Theory]
    [InlineData("bot")]
    [InlineData("test_device")]
    public void A_player_whom_only_a_bot_or_a_test_device_shows_is_not_new(string flag)
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:57", set: e => e.Flags = [flag]), live.Event("11:58", set: e => e.Flags = ["trimmed"]));
        Assert.Equal(["11:58: 1", "day 01-31: 1"], live.Numbers("new_players"));
    }

    [Fact]
    public void A_late_event_moves_a_new_player_and_takes_its_values()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59", set: e => e.Platform = "ios"));
        Assert.Equal(["11:59 ios: 1", "day 01-31 ios: 1"], live.Numbers("new_players", LiveDimension.Platform));
        live.Apply(Noon, live.Event("2026-01-30T23:50:00Z", set: e => e.Platform = "android"));
        Assert.Equal(["23:50: 1", "day 01-30: 1"], live.Numbers("new_players"));
        Assert.Equal(["23:50 android: 1", "day 01-30 android: 1"], live.Numbers("new_players", LiveDimension.Platform));
        live.Apply(Noon, live.Event("2026-01-28T00:00:00Z"));
        Assert.Empty(live.Numbers("new_players"));
    }

    [Fact]
    public void An_earlier_installed_at_decides_when_a_player_is_new_unless_the_clock_was_never_set()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59", 1, e => e.InstalledAt = At("10:00")), live.Event("11:59", 2, e => e.InstalledAt = At("12:30")), live.Event("11:59", 3, e => e.InstalledAt = new(0)));
        Assert.Equal(["10:00: 1", "11:59: 2", "day 01-31: 3"], live.Numbers("new_players"));
    }

    [Fact]
    public void Imported_history_makes_a_player_old_without_entering_the_windows()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("2020-01-01T00:00:00Z", 1, key: WriteKeyKind.Import), live.Event("2020-01-01T00:00:00Z", 2, e => (e.PlayerMade, e.InstalledAt) = (false, At("2019-01-01T00:00:00Z")), WriteKeyKind.Import));
        live.Apply(Noon, live.Event("11:59", 1), live.Event("11:59", 2), live.Event("11:59", 3));
        Assert.Equal(["11:59: 1", "day 01-31: 1"], live.Numbers("new_players"));
        Assert.Equal(["11:59: 3", "day 01-31: 3"], live.Numbers("events"));
    }

    [Fact]
    public void A_gap_of_exactly_the_idle_minutes_joins_and_a_longer_one_does_not()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("10:00", 1), live.Event("10:30", 1), live.Event("10:00", 2), live.Event("10:30:01", 2));
        Assert.Equal(["10:00: 2", "10:30: 1", "day 01-31: 3"], live.Numbers("sessions"));
    }

    [Fact]
    public void A_late_event_joins_two_sessions_into_one()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("10:00", set: e => e.Country = "FR"), live.Event("10:40", set: e => e.Country = "DE"));
        Assert.Equal(["10:00 FR: 1", "10:40 DE: 1", "day 01-31 DE: 1", "day 01-31 FR: 1"], live.Numbers("sessions", LiveDimension.Country));
        live.Apply(Noon, live.Event("10:20", set: e => e.Country = "GB"));
        Assert.Equal(["10:00 FR: 1", "day 01-31 FR: 1"], live.Numbers("sessions", LiveDimension.Country));
    }

    [Fact]
    public void A_late_event_moves_the_beginning_of_a_session_across_midnight()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("00:05"));
        live.Apply(Noon, live.Event("2026-01-30T23:45:00Z"));
        Assert.Equal(["23:45: 1", "day 01-30: 1"], live.Numbers("sessions"));
    }

    [Fact]
    public void Money_is_exact_per_currency_and_utc_date_and_repeats_are_skipped()
    {
        var live = new LiveFixture(null, new Game { Id = "g", Keys = [], TimeZone = "America/New_York" });
        live.Apply(
            Noon,
            live.Event("2026-01-30T23:59:00Z", set: Money(EventNames.Purchase, 0.10m, "EUR")),
            live.Event("00:01", set: Money(EventNames.Purchase, 0.20m, "EUR")),
            live.Event("00:01", set: Money(EventNames.Purchase, 5m, "EUR"), repeat: true),
            live.Event("00:01", set: Money(EventNames.AdImpression, 0.00000001m, "USD")),
            live.Event("00:01", set: Money(EventNames.Refund, 3m, "EUR")),
            live.Event("00:01", set: Money(EventNames.ResourceGain, 100m, "gems")));
        Assert.Equal(["23:59: 1", "00:01: 1", "day 01-30: 2"], live.Numbers("purchases"));
        Assert.Equal(["23:59 01-30 EUR: 0.1", "00:01 01-31 EUR: 0.2", "day 01-30 01-30 EUR: 0.1", "day 01-30 01-31 EUR: 0.2"], live.Numbers("purchase_revenue"));
        Assert.Equal(["00:01 01-31 USD: 0.00000001", "day 01-30 01-31 USD: 0.00000001"], live.Numbers("ad_revenue"));
        Assert.Equal(["00:01 01-31 EUR: 3", "day 01-30 01-31 EUR: 3"], live.Numbers("refunds"));
    }

    [Fact]
    public void Rejects_of_production_keys_count_by_received_time()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Reject("11:58"), live.Reject("11:58"), live.Reject("11:58", WriteKeyKind.Dev), live.Reject("11:58", WriteKeyKind.Import));
        Assert.Equal(["11:58: 2", "day 01-31: 2"], live.Numbers("rejects"));
    }

    [Fact]
    public void A_replay_that_is_rejected_again_counts_in_no_window()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Reject("11:58"), live.Reject("11:58", replayOf: new RejectId(LiveFixture.Chain.Log, 0, 0)));
        Assert.Equal(["11:58: 1", "day 01-31: 1"], live.Numbers("rejects"));
    }

    [Fact]
    public void Values_beyond_the_bound_count_under_other_for_good()
    {
        var live = new LiveFixture(new LiveOptions { ValuesPerDimensionMax = 2 });
        live.Apply(Noon, live.Event("11:59", 1, Version("a")), live.Event("11:59", 2, Version("b")), live.Event("11:59", 3, Version("c")), live.Event("11:59", 4, Version("d")));
        Assert.Equal(["11:59 a: 1", "11:59 b: 1", "11:59 other: 2"], live.Numbers("active_players", LiveDimension.AppVersion).Take(3));

        // A raised bound must not move what was counted under other.
        var raised = new LiveWindows(live.State, live.Games, live.Calendar, new LiveOptions(), live.Store, Chain);
        var batch = new StateBatch();
        raised.Apply(9, Noon, [live.Event("11:59:10", 3, Version("c")), live.Event("11:59:10", 5, Version("e"))], batch);
        Assert.Equal(["11:59 a: 1", "11:59 b: 1", "11:59 other: 3"], live.Numbers("active_players", LiveDimension.AppVersion).Take(3));
    }

    [Fact]
    public void Values_that_are_called_other_or_are_very_long_count_under_other_without_closing_it()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59", set: Version("other")), live.Event("11:59", set: Version(new string('v', 129))), live.Event("11:59", set: Version(new string('v', 128))));
        Assert.Equal([$"11:59 other: 2", $"11:59 {new string('v', 128)}: 1"], live.Numbers("events", LiveDimension.AppVersion).Take(2));
    }

    [Fact]
    public void Minutes_are_dropped_after_48_hours_and_days_after_yesterday()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59"), live.Event("12:00"));
        live.Apply(At("2026-02-02T11:59:00Z"));
        Assert.Equal(["12:00: 1"], live.Numbers("events"));
        live.Apply(At("2026-02-02T12:00:00Z"));
        Assert.Empty(live.Numbers("events"));
        Assert.DoesNotContain(live.State.Scan([]), pair => pair.Key[0] is (byte)'s' || (pair.Key[0] is (byte)'l' && pair.Key[1] is (byte)'m' or (byte)'d'));
    }

    [Fact]
    public void Sessions_are_deleted_once_nothing_kept_can_meet_them()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59"));
        live.Apply(At("2026-02-02T23:00:00Z"));
        Assert.Contains(live.State.Scan([]), pair => pair.Key[0] is (byte)'q' && pair.Key[1] is (byte)'s');
        live.Apply(At("2026-02-03T00:31:00Z"));
        Assert.DoesNotContain(live.State.Scan([]), pair => pair.Key[0] is (byte)'q' && pair.Key[1] is (byte)'s');
    }

    [Fact]
    public void A_session_that_ends_after_midnight_ahead_of_the_clock_is_kept_as_long_as_it_can_be_met()
    {
        var live = new LiveFixture();
        live.Apply(At("23:45"), live.Event("2026-02-01T00:40:00Z"));
        live.Apply(At("2026-02-03T01:05:00Z"));
        live.Restart();
        live.Apply(At("2026-02-03T01:05:00Z"), live.Event("2026-02-01T01:08:00Z"));
        Assert.Equal(["01:08: 1"], live.Numbers("events"));
        Assert.Empty(live.Numbers("sessions"));
    }

    [Fact]
    public void Of_a_players_events_at_one_time_the_first_in_chain_order_gives_the_values()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59", set: e => e.Country = "FR"), live.Event("11:59", set: e => (e.Country, e.InstalledAt) = ("DE", At("11:30"))));
        Assert.Equal(["11:30 FR: 1", "day 01-31 FR: 1"], live.Numbers("new_players", LiveDimension.Country));
        Assert.Equal(["11:59 FR: 1", "day 01-31 FR: 1"], live.Numbers("sessions", LiveDimension.Country));
    }

    [Fact]
    public void A_restart_publishes_the_same_windows_at_the_same_position()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59", set: Money(EventNames.Purchase, 1.99m, "EUR")), live.Reject("11:58"));
        var before = LiveFacts.Read(live.Store);
        live.Restart();
        var after = LiveFacts.Read(live.Store);
        Assert.Equal(before.Facts, after.Facts);
        Assert.Equal(before.Slice.Positions, after.Slice.Positions);
        Assert.Equal(before.Slice.Games, after.Slice.Games);
    }

    [Fact]
    public void An_entry_is_counted_once_and_time_does_not_go_back()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59"));
        Assert.Throws<ArgumentOutOfRangeException>(() => live.Windows.Apply(1, Noon, [], new StateBatch()));
        Assert.Throws<ArgumentOutOfRangeException>(() => live.Windows.Apply(2, At("11:59:59"), [], new StateBatch()));
        live.Restart();
        Assert.Throws<ArgumentOutOfRangeException>(() => live.Windows.Apply(1, Noon, [], new StateBatch()));
    }

    [Fact]
    public void A_new_time_zone_counts_the_days_again_from_the_minutes()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("2026-01-30T20:00:00Z", 1), live.Event("2026-01-30T20:01:00Z", 1), live.Event("01:00", 1), live.Event("01:00", 2));
        Assert.Equal(["day 01-30: 1", "day 01-31: 2"], live.Numbers("active_players").TakeLast(2));
        live.Games.Change(new Game { Id = "g", Keys = [], TimeZone = "Asia/Tokyo" });
        live.Apply(Noon);
        Assert.Equal(["day 01-31: 2"], live.Numbers("active_players").TakeLast(1));
        Assert.Equal(["20:00: 1", "20:01: 1", "01:00: 2", "day 01-31: 4"], live.Numbers("events"));
        live.Apply(Noon, live.Event("01:30", 2), live.Event("01:30", 3));
        Assert.Equal(["day 01-31: 3"], live.Numbers("active_players").TakeLast(1));
    }

    [Fact]
    public void New_idle_minutes_hold_from_then_on_and_the_check_leaves_the_sessions_before_out()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:00"), live.Event("11:20"));
        live.Games.Change(new Game { Id = "g", Keys = [], SessionIdleMinutes = 10 });
        live.Apply(At("14:00"), live.Event("13:40"), live.Event("13:55"));
        Assert.Equal(10, Assert.Single(LiveFacts.Read(live.Store).Slice.Games).SessionIdleMinutes);
        Assert.Equal(3, live.Store.Read(new LiveQuery()).Windows.Where(window => window.Window.Kind is LiveWindowKind.Minute).Sum(window => window.Numbers.Sessions));
        Assert.Empty(live.Numbers("sessions"));
        live.Apply(At("18:00"), live.Event("17:40"), live.Event("17:55"));
        Assert.Equal(["17:40: 1", "17:55: 1"], live.Numbers("sessions"));
    }

    [Fact]
    public void A_game_that_is_not_configured_any_more_keeps_its_settings()
    {
        var live = new LiveFixture(null, new Game { Id = "g", Keys = [], TimeZone = "Asia/Tokyo", SessionIdleMinutes = 5 });
        live.Apply(Noon, live.Event("11:59"));
        live.Games.Change();
        live.Apply(Noon, live.Event("11:59"));
        var game = Assert.Single(live.Store.Read(new LiveQuery()).Games);
        Assert.Equal(("Asia/Tokyo", 5), (game.TimeZone, game.SessionIdleMinutes));
    }

    [Fact]
    public void State_of_another_format_is_refused_with_what_to_do()
    {
        var live = new LiveFixture();
        live.Apply(Noon, live.Event("11:59"));
        var batch = new StateBatch();
        batch.Put("lh"u8.ToArray(), [2]);
        live.State.Commit(batch);
        Assert.Contains("rebuilt", Assert.Throws<InvalidDataException>(live.Restart).Message, StringComparison.Ordinal);
        batch.Put("lh"u8.ToArray(), [1, 200]);
        live.State.Commit(batch);
        Assert.Throws<InvalidDataException>(live.Restart);
    }

    [Fact]
    public void Wrong_options_are_named_all_at_once()
    {
        var options = new LiveOptions { ValuesPerDimensionMax = 0, PlayersInMemoryMax = 0, WindowsInMemoryMax = 0, FollowersMax = 0 };
        Assert.Equal(4, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => new LiveFixture(options));
    }

    private static Action<EventFields> Money(string name, decimal amount, string currency) => fields =>
    {
        fields.Name = name;
        fields.Amount = amount;
        fields.Currency = currency;
    };

    private static Action<EventFields> Version(string version) => fields => fields.AppVersion = version;
}
