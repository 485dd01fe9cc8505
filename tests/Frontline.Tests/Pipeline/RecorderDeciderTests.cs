using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Pipeline;
using Xunit;
using static Frontline.Tests.Pipeline.DeciderDesk;

namespace Frontline.Tests.Pipeline;

public sealed class RecorderDeciderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly DeciderDesk desk = new();

    [Fact]
    public void A_new_event_is_recorded_with_its_own_time()
    {
        var row = Assert.Single(desk.Send(Noon, Event(time: Noon - Minute, sent: Noon)));
        Assert.Equal(Outcome.Event, row.Outcome);
        Assert.Equal(Noon - Minute, row.Time);
        Assert.Equal(0, row.ClockOffsetMicros);
        Assert.True(row.Live);
        Assert.Equal([new LedgerCount("game", Noon.UnixMinute, 1, 1, 0, 0, 0)], desk.LastEntry!.Counts);
    }

    [Fact]
    public void An_event_without_a_time_has_its_received_time()
    {
        var row = Assert.Single(desk.Send(Noon, Event(sent: Noon - Day)));
        Assert.Equal(Noon, row.Time);
        Assert.Equal(0, row.ClockOffsetMicros);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_repeated_identity_is_a_duplicate_within_the_batch_before_and_after_the_commit(bool commit)
    {
        var outcomes = desk.Send(Noon, Event(time: Noon), Event(time: Noon), Event(id: "e2", time: Noon)).Select(row => row.Outcome);
        Assert.Equal([Outcome.Event, Outcome.Duplicate, Outcome.Event], outcomes);
        if (commit)
        {
            desk.Commit(Noon);
        }

        var row = Assert.Single(desk.Send(Noon + Hour, Event(time: Noon)));
        Assert.Equal((Outcome.Duplicate, DuplicateOf.Identity), (row.Outcome, row.DuplicateOf));
        Assert.Equal([new LedgerCount("game", (Noon + Hour).UnixMinute, 1, 0, 0, 1, 0)], desk.LastEntry!.Counts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_redelivered_batch_leaves_no_row_and_is_not_received_again(bool commit)
    {
        desk.Send(Noon, Event(time: Noon), Event(time: Noon), Event(id: null));
        if (commit)
        {
            desk.Commit(Noon);
        }

        Assert.Empty(desk.Take(Batch(1, receiptPosition: 0, Noon, WriteKeyKind.Production, null, [Event(time: Noon), Event(time: Noon), Event(id: null)])));
        Assert.Empty(desk.LastEntry!.Counts);
    }

    [Fact]
    public void Of_a_batch_that_comes_in_two_parts_each_event_is_recorded_once()
    {
        var whole = Batch(1, 0, Noon, WriteKeyKind.Production, null, [Event(id: "a"), Event(id: "b"), Event(id: "c")]);
        var part = new StreamBatch { Position = 0, Game = whole.Game, Key = whole.Key, ReceivedAt = whole.ReceivedAt, EventCount = 3, Items = [whole.Items[1]] };
        Assert.Equal(["b"], desk.Take(part).Select(row => row.Event.EventId));
        Assert.Equal([new LedgerCount("game", Noon.UnixMinute, 3, 1, 0, 0, 0)], desk.LastEntry!.Counts);
        desk.Commit(Noon);
        Assert.Equal(["a", "c"], desk.Take(whole).Select(row => row.Event.EventId));
        Assert.Equal([new LedgerCount("game", Noon.UnixMinute, 0, 2, 0, 0, 0)], desk.LastEntry!.Counts);
        desk.Commit(Noon);
        Assert.Equal(0, desk.View.ReceiptFragments);
    }

    [Fact]
    public void Events_without_id_and_time_all_count()
    {
        desk.Send(Noon, Event(id: null), Event(id: null));
        Assert.All(desk.Send(Noon, Event(id: null)), row => Assert.Equal(Outcome.Event, row.Outcome));
    }

    [Fact]
    public void Events_without_id_but_with_a_time_are_recognised_when_sent_again()
    {
        desk.Send(Noon, Event(id: null, time: Noon), Event(id: null, time: Noon));
        desk.Commit(Noon);
        Assert.Equal([Outcome.Duplicate, Outcome.Duplicate, Outcome.Event], desk.Send(Noon, Event(id: null, time: Noon), Event(id: null, time: Noon), Event(id: null, time: Noon)).Select(row => row.Outcome));
    }

    [Fact]
    public void A_duplicate_is_recognised_up_to_the_end_of_the_window_whatever_day_it_was_recorded_on()
    {
        desk.Send(Noon, Event(time: Noon));
        desk.Commit(Noon);
        for (var day = 1; day <= 30; day++)
        {
            Assert.Equal(Outcome.Duplicate, Assert.Single(desk.Send(Noon + (day * Day), Event(time: Noon))).Outcome);
            desk.Commit(Noon + (day * Day));
        }
    }

    [Fact]
    public void Keys_past_the_window_are_deleted_and_their_events_are_too_late()
    {
        desk.Send(Noon, Event(time: Noon));
        desk.Commit(Noon);
        Assert.Equal(1, desk.View.Buckets.Keys);
        desk.Send(Noon + (40 * Day), Event(id: "later", time: Noon + (40 * Day)));
        desk.Commit(Noon + (40 * Day));
        Assert.Equal(1, desk.View.Buckets.Keys);
        Assert.Single(desk.State.Scan("k"u8.ToArray()));
        var row = Assert.Single(desk.Send(Noon + (40 * Day), Event(time: Noon)));
        Assert.Equal(RejectCodes.TooLate, Assert.Single(row.Reject!.Violations).Code);
    }

    [Fact]
    public void Keys_are_kept_by_the_received_time_when_the_recorder_lags_by_days()
    {
        desk.Send(Noon, Event(time: Noon));
        desk.Commit(Noon);
        desk.Send(Noon + (29 * Day), Event(id: "other", time: Noon + (29 * Day)));
        desk.Commit(Noon + (50 * Day));
        Assert.Equal(Outcome.Duplicate, Assert.Single(desk.Send(Noon + (29 * Day), Event(time: Noon))).Outcome);
    }

    [Fact]
    public void At_the_disk_budget_the_oldest_days_go_and_what_they_covered_is_too_late()
    {
        var small = new DeciderDesk(new RecorderOptions { StateDirectory = "state", DedupeBytesMax = 24 * 3 });
        for (var day = 0; day < 5; day++)
        {
            small.Send(Noon + (day * Day), Event(id: $"e{day}", time: Noon + (day * Day)));
            small.Commit(Noon + (day * Day));
        }

        Assert.Equal((3, 3), (small.View.Buckets.Keys, small.View.Buckets.Days));
        var now = Noon + (5 * Day);
        Assert.Equal(Outcome.Duplicate, Assert.Single(small.Send(now, Event(id: "e2", time: Noon + (2 * Day)))).Outcome);
        Assert.Equal(RejectCodes.TooLate, Assert.Single(small.Send(now, Event(id: "e1", time: Noon + Day))).Reject!.Violations[0].Code);
    }

    [Fact]
    public void Too_many_client_hours_share_a_bucket_and_are_still_recognised()
    {
        var small = new DeciderDesk(new RecorderOptions { StateDirectory = "state", DedupeHoursPerDayMax = 3 });
        var events = Enumerable.Range(0, 10).Select(hour => Event(id: $"e{hour}", time: Noon - (hour * Hour))).ToArray();
        Assert.All(small.Send(Noon, events), row => Assert.Equal(Outcome.Event, row.Outcome));
        small.Commit(Noon);
        Assert.All(small.Send(Noon, events), row => Assert.Equal(Outcome.Duplicate, row.Outcome));
        Assert.Equal(4, small.State.Scan("b"u8.ToArray()).Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4_096)]
    [InlineData(1 << 20)]
    public void Duplicates_are_recognised_with_and_without_memory_for_filters(long bytes)
    {
        var limited = new DeciderDesk(new RecorderOptions { StateDirectory = "state", DedupeFilterBytesMax = bytes });
        var events = Enumerable.Range(0, 3_000).Select(number => Event(id: $"e{number}", time: Noon - (number % 7 * Hour))).ToArray();
        Assert.All(limited.Send(Noon, events), row => Assert.Equal(Outcome.Event, row.Outcome));
        limited.Commit(Noon);
        Assert.All(limited.Send(Noon, events), row => Assert.Equal(Outcome.Duplicate, row.Outcome));
    }

    [Fact]
    public void Client_times_before_1970_and_in_9999_are_recognised_when_they_come_again()
    {
        var odd = new[] { new DateTimeOffset(1, 1, 2, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero) }
            .Select((time, index) => Event(id: $"e{index}", time: Timestamp.FromDateTimeOffset(time))).ToArray();
        Assert.All(desk.Send(Noon, WriteKeyKind.History, odd), row => Assert.Equal(Outcome.Event, row.Outcome));
        desk.Commit(Noon);
        Assert.All(desk.Send(Noon, WriteKeyKind.History, odd), row => Assert.Equal(Outcome.Duplicate, row.Outcome));
    }

    [Fact]
    public void A_reject_stays_a_reject_and_its_identity_is_not_remembered()
    {
        var batch = Batch(0, 0, Noon, WriteKeyKind.Production, null, [Event()]);
        var reject = new Reject { Stage = "validate", Violations = [new Violation("bad", "", "")], Processor = "1", Payload = default };
        var rejected = new StreamItem { Receipt = batch.Items[0].Receipt, Identity = batch.Items[0].Identity, PartitionKey = 0, Event = batch.Items[0].Event, Reject = reject };
        var row = Assert.Single(desk.Take(new StreamBatch { Position = 0, Game = "game", Key = batch.Key, ReceivedAt = Noon, EventCount = 1, Items = [rejected] }));
        Assert.Equal((Outcome.Reject, reject), (row.Outcome, row.Reject));
        Assert.Equal(Outcome.Event, Assert.Single(desk.Send(Noon, Event())).Outcome);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 31)]
    [InlineData(-30, 0)]
    [InlineData(-31, -31)]
    [InlineData(86_400, 86_400)]
    public void A_clock_is_corrected_only_when_it_differs_by_more_than_the_network_may_take(int behindSeconds, int offsetSeconds)
    {
        var sent = Noon - TimeSpan.FromSeconds(behindSeconds);
        var row = Assert.Single(desk.Send(Noon, Event(time: sent - Minute, sent: sent)));
        Assert.Equal(offsetSeconds * 1_000_000L, row.ClockOffsetMicros);
        Assert.Equal(sent - Minute + TimeSpan.FromSeconds(offsetSeconds), row.Time);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_session_keeps_the_offset_of_its_first_recorded_batch(bool commit)
    {
        Send(Noon, TimeSpan.FromHours(3), "s1", expectedHours: 3);
        Send(Noon + Hour, TimeSpan.FromHours(2), "s1", expectedHours: 3);
        Send(Noon + Hour, TimeSpan.FromHours(2), "s2", expectedHours: 2);
        Send(Noon + (24 * Hour), TimeSpan.FromHours(2.5), "s1", expectedHours: 3);

        void Send(Timestamp received, TimeSpan behind, string session, int expectedHours)
        {
            var row = Assert.Single(desk.Send(received, Event(id: $"{received}{session}", time: received - behind, sent: received - behind, session: session)));
            Assert.Equal(expectedHours * 3_600_000_000L, row.ClockOffsetMicros);
            if (commit)
            {
                desk.Commit(received);
            }
        }
    }

    [Fact]
    public void A_session_that_began_with_a_right_clock_is_never_corrected()
    {
        desk.Send(Noon, Event(time: Noon, sent: Noon, session: "s"));
        desk.Commit(Noon);
        var row = Assert.Single(desk.Send(Noon + Hour, Event(id: "e2", time: Noon, sent: Noon, session: "s")));
        Assert.Equal((Noon, 0L), (row.Time, row.ClockOffsetMicros));
    }

    [Fact]
    public void Without_a_session_id_the_offset_lasts_until_30_minutes_without_a_batch()
    {
        Assert.Equal(3_600_000_000, Send(0, behindMinutes: 60));
        Assert.Equal(3_600_000_000, Send(30, behindMinutes: 120));
        Assert.Equal(3_600_000_000, Send(60, behindMinutes: 120));
        Assert.Equal(7_200_000_000, Send(91, behindMinutes: 120));

        long Send(int minute, int behindMinutes)
        {
            var received = Noon + (minute * Minute);
            var sent = received - (behindMinutes * Minute);
            var row = Assert.Single(desk.Send(received, Event(id: $"{minute}", time: sent, sent: sent)));
            desk.Commit(received);
            return row.ClockOffsetMicros;
        }
    }

    [Fact]
    public void The_offsets_of_the_newest_sessions_are_remembered_and_no_more()
    {
        var few = new DeciderDesk(new RecorderOptions { StateDirectory = "state", SessionsPerPlayerMax = 2 });
        foreach (var session in new[] { "s1", "s2", "s3" })
        {
            few.Send(Noon, Event(id: session, time: Noon - Hour, sent: Noon - Hour, session: session));
        }

        few.Commit(Noon);
        Assert.Equal([0L, 3_600_000_000L, 3_600_000_000L], new[] { "s1", "s3", "s2" }.Select(session =>
            Assert.Single(few.Send(Noon, Event(id: $"again {session}", time: Noon, sent: Noon, session: session == "s2" ? "s3" : session))).ClockOffsetMicros));
    }

    [Fact]
    public void The_limits_apply_to_the_corrected_time()
    {
        var wrong = Noon - (400 * Day);
        Assert.Equal(Outcome.Event, Assert.Single(desk.Send(Noon, Event(time: wrong, sent: wrong))).Outcome);
    }

    [Theory]
    [InlineData(3600, null)]
    [InlineData(3601, RejectCodes.InFuture)]
    [InlineData(-30 * 86_400, null)]
    [InlineData((-30 * 86_400) - 1, RejectCodes.TooLate)]
    public void Events_outside_the_limits_are_rejects_that_carry_their_payload_and_context(int seconds, string? code)
    {
        var row = Assert.Single(desk.Send(Noon, Event(time: Noon + TimeSpan.FromSeconds(seconds), sent: Noon)));
        Assert.Equal(code, row.Reject?.Violations[0].Code);
        if (code is not null)
        {
            Assert.Equal((Outcome.Reject, RejectCodes.Stage), (row.Outcome, row.Reject!.Stage));
            Assert.Equal("{\"as\":\"sent\"}"u8.ToArray(), row.Reject.Payload.ToArray());
            Assert.Equal("{\"beside\":1}"u8.ToArray(), row.Reject.BatchContext.ToArray());
            Assert.Equal(0, row.PlayerKey);
        }
    }

    [Theory]
    [InlineData(WriteKeyKind.History)]
    [InlineData(WriteKeyKind.Import)]
    public void History_skips_correction_and_limits_and_is_never_live(WriteKeyKind key)
    {
        var row = Assert.Single(desk.Send(Noon, key, Event(time: Noon - (1000 * Day), sent: Noon - Day)));
        Assert.Equal((Outcome.Event, 0L, Noon - (1000 * Day), false), (row.Outcome, row.ClockOffsetMicros, row.Time, row.Live));
        Assert.False(Assert.Single(desk.Send(Noon, key, Event(id: "now", time: Noon))).Live);
    }

    [Fact]
    public void History_says_nothing_about_a_sessions_clock()
    {
        desk.Send(Noon, WriteKeyKind.History, Event(time: Noon, sent: Noon, session: "s"));
        Assert.Equal(3_600_000_000, Assert.Single(desk.Send(Noon, Event(id: "e2", time: Noon - Hour, sent: Noon - Hour, session: "s"))).ClockOffsetMicros);
    }

    [Fact]
    public void Live_are_production_events_of_the_last_48_hours_without_test_devices_and_bots()
    {
        Assert.True(Live(Event(id: "1", time: Noon - (48 * Hour))));
        Assert.False(Live(Event(id: "2", time: Noon - (48 * Hour) - Minute)));
        Assert.False(Assert.Single(desk.Send(Noon, WriteKeyKind.Dev, Event(id: "3", time: Noon))).Live);
        var bot = Event(id: "4", time: Noon);
        bot.Flags = ["bot", "coerced"];
        Assert.False(Live(bot));

        bool Live(EventFields fields) => Assert.Single(desk.Send(Noon, fields)).Live;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Players_get_dense_numbers_at_their_first_event(bool commit)
    {
        Assert.Equal([1, 2, 1, 3], Keys("a", "b", "a", "c"));
        Assert.Equal([3, 4], Keys("c", "d"));

        IEnumerable<long> Keys(params string[] players)
        {
            var rows = desk.Send(Noon, [.. players.Select(player => Event(player, id: null))]);
            if (commit)
            {
                desk.Commit(Noon);
            }

            return rows.Select(row => row.PlayerKey);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_transaction_counts_once_per_player_and_store_for_ever(bool commit)
    {
        Assert.False(Buy("e1", "p1", "apple", "t"));
        Assert.True(Buy("e2", "p1", "apple", "t"));
        Assert.False(Buy("e3", "p2", "apple", "t"));
        Assert.False(Buy("e4", "p1", "google", "t"));
        Assert.False(Buy("e5", "p1", "apple", "t", EventNames.Refund));
        Assert.True(Buy("e6", "p1", "apple", "t", EventNames.Refund));
        Assert.False(Buy("e7", "p1", "apple", null));
        Assert.False(Buy("e8", "p1", "apple", null));

        bool Buy(string id, string player, string store, string? transaction, string name = EventNames.Purchase)
        {
            var fields = Event(player, id, name: name);
            (fields.Store, fields.TransactionId) = (store, transaction);
            var repeat = Assert.Single(desk.Send(Noon, fields)).RepeatTransaction;
            if (commit)
            {
                desk.Commit(Noon);
            }

            return repeat;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_imported_row_is_recorded_once_also_years_later_and_also_without_ids(bool commit)
    {
        var import = new ImportRange(new string('a', 64), "mapping", FirstRow: 0, EndRow: 4, Rows: [0, 0, 2, 3], Numbers: [0, 1, 0, 0]);
        EventFields[] events = [Event(id: null, time: Noon), Event(id: null, time: Noon), Event(id: null, time: Noon), Event(id: null, time: Noon)];
        Assert.All(desk.Import(import, events), row => Assert.Equal(Outcome.Event, row.Outcome));
        if (commit)
        {
            desk.Commit(Noon);
            desk.Send(Noon + (500 * Day), Event(id: "later"));
            desk.Commit(Noon + (500 * Day));
        }

        Assert.All(desk.Import(import, events), row => Assert.Equal((Outcome.Duplicate, DuplicateOf.Import), (row.Outcome, row.DuplicateOf!.Value)));
        var next = import with { FirstRow = 4, EndRow = 5, Rows = [4], Numbers = [0] };
        Assert.Equal(Outcome.Event, Assert.Single(desk.Import(next, Event(id: null, time: Noon))).Outcome);
        desk.Commit(Noon);
        Assert.Equal(2, desk.State.Scan("i"u8.ToArray()).Count(pair => pair.Key.Length > 18));
    }

    [Fact]
    public void Rows_whose_last_events_did_not_come_yet_are_not_taken_for_complete()
    {
        var import = new ImportRange(new string('a', 64), "mapping", 0, 1, [0], [0]);
        desk.Import(import, Event(id: null));
        desk.Import(import with { Rows = [1] }, Event(id: null));
        desk.Commit(Noon);
        var between = import with { Rows = [0, 0, 1], Numbers = [1, 2, 0] };
        Assert.Equal([Outcome.Event, Outcome.Event, Outcome.Duplicate], desk.Import(between, Event(id: null), Event(id: null), Event(id: null)).Select(row => row.Outcome));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reject_is_replayed_once_also_without_ids_and_whatever_became_of_it(bool commit)
    {
        var replay = new ReplayedRejects(DeciderDesk.Log, 3, [0, 2], [0, 0]);
        EventFields[] events = [Event(id: null), Event(id: null, time: Noon + (2 * Hour))];
        var rows = desk.Replay(replay, Noon, Noon + Hour, events);
        Assert.Equal([Outcome.Event, Outcome.Reject], rows.Select(row => row.Outcome));
        Assert.Equal([$"{DeciderDesk.Log}-3-0", $"{DeciderDesk.Log}-3-2"], rows.Select(row => row.ReplayOf.ToString()));
        if (commit)
        {
            desk.Commit(Noon);
            desk.Send(Noon + (500 * Day), Event(id: "later"));
            desk.Commit(Noon + (500 * Day));
        }

        var again = desk.Replay(replay with { Indexes = [0, 2, 1], Numbers = [0, 0, 0] }, Noon, Noon + Hour, [.. events, Event(id: null)]);
        Assert.Equal([DuplicateOf.Replay, DuplicateOf.Replay, null], again.Select(row => row.DuplicateOf));
        Assert.Equal([new LedgerCount("game", Noon.UnixMinute, 3, 1, 0, 2, 0)], desk.LastEntry!.Counts);
    }

    [Fact]
    public void A_replay_of_an_event_that_came_otherwise_is_a_duplicate_of_it()
    {
        desk.Send(Noon, Event(id: "e1"));
        Assert.Equal(DuplicateOf.Identity, Assert.Single(desk.Replay(new ReplayedRejects(DeciderDesk.Log, 0, [1], [0]), Noon, Noon, Event(id: "e1"))).DuplicateOf);
    }

    [Fact]
    public void A_replay_keeps_its_originals_time_is_never_too_late_for_that_and_never_live()
    {
        var row = Assert.Single(desk.Replay(new ReplayedRejects(DeciderDesk.Log, 0, [0], [0]), Noon, Noon + (100 * Day), Event(time: Noon - (3 * Hour) - Minute, sent: Noon - (3 * Hour))));
        Assert.Equal((Outcome.Event, Noon - Minute, Noon, false), (row.Outcome, row.Time, row.ReceivedAt, row.Live));
        Assert.False(Assert.Single(desk.Replay(new ReplayedRejects(DeciderDesk.Log, 0, [1], [0]), Noon, Noon, Event(id: "e2"))).Live);
    }

    [Fact]
    public void A_replay_neither_goes_by_a_later_clock_of_its_player_nor_changes_it()
    {
        desk.Send(Noon, Event(id: "a", time: Noon - Hour, sent: Noon - Hour));
        var row = Assert.Single(desk.Replay(new ReplayedRejects(DeciderDesk.Log, 0, [0], [0]), Noon - (5 * Hour), Noon, Event(id: "b", time: Noon - (7 * Hour), sent: Noon - (7 * Hour))));
        Assert.Equal(Noon - (5 * Hour), row.Time);
        Assert.Equal(Noon + Minute, Assert.Single(desk.Send(Noon + Minute, Event(id: "c", time: Noon + Minute - Hour, sent: Noon - (9 * Hour)))).Time);
    }

    [Fact]
    public void An_imported_event_with_an_id_that_was_recorded_is_a_duplicate()
    {
        desk.Send(Noon, Event(time: Noon));
        var import = new ImportRange(new string('a', 64), "mapping", 0, 1, [0], [0]);
        Assert.Equal(DuplicateOf.Identity, Assert.Single(desk.Import(import, Event(time: Noon))).DuplicateOf);
    }

    [Fact]
    public void The_same_content_with_another_mapping_is_refused_with_a_sentence()
    {
        var import = new ImportRange(new string('a', 64), "mapping", 0, 1, [0], [0]);
        desk.Import(import, Event(id: null));
        var row = Assert.Single(desk.Import(import with { MappingFingerprint = "other", Rows = [1] }, Event(id: null)));
        Assert.Equal((Outcome.Reject, RejectCodes.ImportMapping), (row.Outcome, row.Reject!.Violations[0].Code));
        Assert.Equal("mapping", desk.View.MappingOf("game", import.ContentHash));
        Assert.Null(desk.View.MappingOf("another game", import.ContentHash));
    }

    [Fact]
    public void Everything_is_known_again_from_the_state_alone()
    {
        desk.Send(Noon, Event(time: Noon - Hour, sent: Noon - Hour, session: "s"), Event("p2", "e2", time: Noon));
        desk.Commit(Noon);
        var again = new DeciderDesk(state: desk.State);
        Assert.Empty(again.Take(Batch(0, 0, Noon, WriteKeyKind.Production, null, [Event(), Event()])));
        var rows = again.Take(Batch(1, 7, Noon, WriteKeyKind.Production, null, [Event(time: Noon - Hour), Event(id: "e3", time: Noon, sent: Noon, session: "s"), Event("p3", "e4", time: Noon)]));
        Assert.Equal([(Outcome.Duplicate, 0L, 0L), (Outcome.Event, 3_600_000_000L, 1L), (Outcome.Event, 0L, 3L)], rows.Select(row => (row.Outcome, row.ClockOffsetMicros, row.PlayerKey)));
    }
}
