using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Live;
using Frontline.Core.State;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Pipeline;
using Frontline.Testing.Faults;
using Frontline.Testing.Road;
using Xunit;
using static Frontline.Tests.Pipeline.DeciderDesk;

namespace Frontline.Tests.Pipeline;

public sealed class RecorderTests : IDisposable
{
    private readonly RecorderBench bench = new();

    [Fact]
    public async Task What_is_on_the_Stream_is_recorded_counted_and_trimmed()
    {
        bench.Append(Event(id: "a", time: Noon), Event(id: "b", time: Noon));
        bench.Append(Event(id: "a", time: Noon));
        await bench.RecordAllAsync();

        Assert.Equal([("a", Outcome.Event), ("b", Outcome.Event), ("a", Outcome.Duplicate)], (await bench.RowsAsync()).Select(row => (row.Event.EventId, row.Outcome)));
        var counts = (await bench.EntriesAsync()).SelectMany(entry => entry.Counts).ToList();
        Assert.All(counts, count => Assert.True(count.IsEven));
        Assert.Equal(3, counts.Sum(count => count.Received));
        Assert.Equal(2, bench.Stream.TrimmedBefore);
    }

    [Fact]
    public async Task The_first_batch_after_a_pause_is_committed_at_once_and_the_next_ones_together_a_quarter_second_later()
    {
        await using var running = bench.Start();
        await running.UntilAsync(() => running.Recorder.Status.State == "running", moveClock: false);
        bench.Append(Event(id: "a"));
        await running.UntilAsync(() => running.CommittedEnd == 1, moveClock: false);
        bench.Append(Event(id: "b"));
        bench.Append(Event(id: "c"));
        await running.UntilAsync(() => (long)running.Recorder.Status.Details!["decided_end"] == 3, moveClock: false);
        bench.Time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(1, running.CommittedEnd);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        await running.UntilAsync(() => running.CommittedEnd == 3, moveClock: false);
        await running.StopAsync();
        Assert.Equal([(0, 0), (0, 1), (1, 3)], (await bench.EntriesAsync()).Select(entry => ((int)entry.Start, (int)entry.End)));
    }

    [Fact]
    public async Task What_was_read_is_recorded_before_a_stop_ends()
    {
        await using var running = bench.Start();
        await running.UntilAsync(() => running.Recorder.Status.State == "running", moveClock: false);
        bench.Append(Event(id: "a"));
        await running.UntilAsync(() => running.CommittedEnd == 1, moveClock: false);
        bench.Append(Event(id: "b"));
        await running.UntilAsync(() => (long)running.Recorder.Status.Details!["decided_end"] == 2, moveClock: false);
        await running.StopAsync();
        Assert.Equal(2, (await bench.RowsAsync()).Count);
        Assert.Equal("stopped", running.Recorder.Status.State);
    }

    [Fact]
    public async Task The_status_says_how_far_the_Recorder_lags()
    {
        for (var number = 0; number < 3; number++)
        {
            bench.Append(Event(id: $"a{number}"), Event(id: $"b{number}"));
        }

        await using var running = bench.Start();
        await running.UntilRecordedAsync(3);
        Assert.Equal((0, 0), (running.Recorder.Status.LagEvents, running.Recorder.Status.LagSeconds));
        bench.Append(Event(id: "c"), Event(id: "d"));
        Assert.Equal(2, running.Recorder.Status.LagEvents);
        await running.UntilRecordedAsync(4);
        Assert.Equal(0, running.Recorder.Status.LagEvents);
        await running.StopAsync();
    }

    [Fact]
    public async Task A_range_of_redeliveries_moves_the_chain_on_without_a_file()
    {
        bench.Append(Event(id: "a"));
        await bench.RecordAllAsync();
        bench.Append(receipt: 0, [Event(id: "a")]);
        await bench.RecordAllAsync();
        var last = (await bench.EntriesAsync())[^1];
        Assert.Equal((1, 2), (last.Start, last.End));
        Assert.Empty(last.Files);
        Assert.Empty(last.Counts);
        Assert.Single(await bench.RowsAsync());
    }

    [Theory]
    [InlineData("kept")]
    [InlineData("lost")]
    [InlineData("damaged")]
    [InlineData("set back")]
    public async Task After_a_restart_duplicates_are_recognised_and_players_keep_their_numbers_whatever_became_of_the_state(string fate)
    {
        bench.Append(Event("p1", "a"), Event("p2", "b"));
        await bench.RecordAllAsync();
        var earlier = bench.Engine.Remember(bench.Options.StateDirectory)!;
        bench.Append(Event("p3", "c"));
        await bench.RecordAllAsync();
        switch (fate)
        {
            case "lost":
                bench.Engine.Delete(bench.Options.StateDirectory);
                break;
            case "damaged":
                bench.Engine.Damage(bench.Options.StateDirectory);
                break;
            case "set back":
                bench.Engine.SetBack(bench.Options.StateDirectory, earlier);
                break;
        }

        bench.Append(Event("p3", "c"), Event("p3", "d"), Event("p4", "e"));
        await bench.RecordAllAsync();
        var rows = (await bench.RowsAsync()).Skip(3);
        Assert.Equal([(Outcome.Duplicate, 0L), (Outcome.Event, 3L), (Outcome.Event, 4L)], rows.Select(row => (row.Outcome, row.PlayerKey)));
    }

    [Fact]
    public async Task Of_a_lake_set_back_the_state_is_thrown_away_and_a_log_that_was_trimmed_further_is_refused()
    {
        bench.Append(Event("p1", "a"));
        await bench.RecordAllAsync();
        var lake = bench.Lake.Names.ToDictionary(name => name, name => bench.Lake[name]);
        bench.Append(Event("p2", "b"));
        await bench.RecordAllAsync();
        await bench.RecordAllAsync();

        foreach (var name in bench.Lake.Names)
        {
            bench.Lake[name] = lake.GetValueOrDefault(name);
        }

        await using (var refused = bench.Start())
        {
            var fault = await Assert.ThrowsAsync<LogDoesNotFitChainException>(() => refused.Running);
            Assert.Contains("position 1", fault.Message, StringComparison.Ordinal);
        }

        bench.Stream = new MemoryStreamSource(DeciderDesk.Log, bench.Stream.Batches);
        await bench.RecordAllAsync();
        Assert.Equal([("a", Outcome.Event, 1L), ("b", Outcome.Event, 2L)], (await bench.RowsAsync()).Select(row => (row.Event.EventId!, row.Outcome, row.PlayerKey)));
    }

    [Fact]
    public async Task A_state_of_a_chain_that_went_another_way_is_thrown_away()
    {
        bench.Append(Event("p1", "a"));
        await bench.RecordAllAsync();
        var lake = bench.Lake.Names.ToDictionary(name => name, name => bench.Lake[name]);
        var stream = bench.Stream.Batches;
        bench.Append(Event("p2", "b"));
        await bench.RecordAllAsync();

        // The lake and the log come back from an older copy and grow again, with something else, to the same length and beyond.
        foreach (var name in bench.Lake.Names)
        {
            bench.Lake[name] = lake.GetValueOrDefault(name);
        }

        var state = bench.Engine.Remember(bench.Options.StateDirectory)!;
        bench.Engine.Delete(bench.Options.StateDirectory);
        bench.Stream = new MemoryStreamSource(DeciderDesk.Log, stream);
        bench.Append(Event("p3", "c"));
        await bench.RecordAllAsync();
        await bench.RecordAllAsync();

        bench.Engine.SetBack(bench.Options.StateDirectory, state);
        bench.Append(Event("p2", "b"));
        await bench.RecordAllAsync();
        Assert.Equal((Outcome.Event, 3L), (await bench.RowsAsync()).Select(row => (row.Outcome, row.PlayerKey)).Last());
    }

    [Fact]
    public async Task A_log_shorter_than_its_chain_is_refused_with_a_sentence_before_anything_is_written()
    {
        bench.Append(Event(id: "a"));
        bench.Append(Event(id: "b"));
        await bench.RecordAllAsync();
        var before = bench.Lake.Names;
        bench.Stream = new MemoryStreamSource(DeciderDesk.Log, bench.Stream.Batches.Take(1));
        await using var running = bench.Start();
        var fault = await Assert.ThrowsAsync<LogDoesNotFitChainException>(() => running.Running);
        Assert.Contains("ends at position 1", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, bench.Lake.Names);
        Assert.Equal(("failed", fault.Message), (running.Recorder.Status.State, running.Recorder.Status.LastError));
    }

    [Fact]
    public async Task A_log_the_lake_does_not_know_is_refused_unless_it_may_go_on()
    {
        bench.Append(Event("p1", "a"));
        await bench.RecordAllAsync();
        bench.Stream = new MemoryStreamSource("ffffffffffff");
        await using (var refused = bench.Start())
        {
            await Assert.ThrowsAsync<LogDoesNotFitChainException>(() => refused.Running);
        }

        bench.Options = bench.Options with { ContinueFromOtherLog = true };
        var batch = Batch(0, 0, bench.Now, Core.Road.WriteKeyKind.Production, null, [Event("p1", "a"), Event("p1", "b"), Event("p2", "c")]);
        bench.Stream.Append(WithLog(batch, "ffffffffffff"));
        await bench.RecordAllAsync();
        Assert.Equal(DeciderDesk.Log, (await bench.EntriesAsync())[0].Predecessor!.Log);
        Assert.Equal([(Outcome.Duplicate, 0L), (Outcome.Event, 1L), (Outcome.Event, 2L)], (await bench.RowsAsync()).Select(row => (row.Outcome, row.PlayerKey)));
    }

    [Fact]
    public async Task A_lost_state_is_rebuilt_across_logs()
    {
        bench.Append(Event("p1", "a"));
        await bench.RecordAllAsync();
        bench.Options = bench.Options with { ContinueFromOtherLog = true };
        bench.Stream = new MemoryStreamSource("ffffffffffff");
        bench.Stream.Append(WithLog(Batch(0, 0, bench.Now, Core.Road.WriteKeyKind.Production, null, [Event("p2", "b")]), "ffffffffffff"));
        await bench.RecordAllAsync();
        bench.Engine.Delete(bench.Options.StateDirectory);
        bench.Stream.Append(WithLog(Batch(1, 1, bench.Now, Core.Road.WriteKeyKind.Production, null, [Event("p1", "a"), Event("p2", "b"), Event("p3", "c")]), "ffffffffffff"));
        await bench.RecordAllAsync();
        Assert.Equal([(Outcome.Event, 2L), (Outcome.Duplicate, 0L), (Outcome.Duplicate, 0L), (Outcome.Event, 3L)], (await bench.RowsAsync()).Select(row => (row.Outcome, row.PlayerKey)));
    }

    [Fact]
    public async Task A_chain_that_was_listed_and_not_begun_when_its_writer_died_is_begun_by_the_next()
    {
        bench.Append(Event("p1", "a"));
        await bench.RecordAllAsync();
        bench.Options = bench.Options with { ContinueFromOtherLog = true };
        bench.Stream = new MemoryStreamSource("ffffffffffff");
        await bench.RecordAllAsync();
        foreach (var name in bench.Lake.Names.Where(name => name.StartsWith("chain/ffffffffffff/", StringComparison.Ordinal)).ToList())
        {
            bench.Lake[name] = null;
        }

        bench.Engine.Delete(bench.Options.StateDirectory);
        bench.Stream.Append(WithLog(Batch(0, 0, bench.Now, Core.Road.WriteKeyKind.Production, null, [Event("p1", "a"), Event("p2", "b")]), "ffffffffffff"));
        await bench.RecordAllAsync();
        Assert.Equal(DeciderDesk.Log, (await bench.EntriesAsync("ffffffffffff"))[0].Predecessor!.Log);
        Assert.Equal([(Outcome.Duplicate, 0L), (Outcome.Event, 2L)], (await bench.RowsAsync("ffffffffffff")).Select(row => (row.Outcome, row.PlayerKey)));
    }

    [Fact]
    public async Task A_log_whose_chain_was_continued_by_another_is_refused()
    {
        bench.Append(Event("p1", "a"));
        await bench.RecordAllAsync();
        var old = bench.Stream;
        bench.Options = bench.Options with { ContinueFromOtherLog = true };
        bench.Stream = new MemoryStreamSource("ffffffffffff");
        await bench.RecordAllAsync();
        bench.Stream = old;
        await using var refused = bench.Start();
        await Assert.ThrowsAsync<LogDoesNotFitChainException>(() => refused.Running);
    }

    [Fact]
    public async Task A_Recorder_whose_chain_was_taken_over_throws_away_what_it_has_not_committed()
    {
        await using var first = bench.Start();
        await first.UntilAsync(() => first.Recorder.Status.State == "running", moveClock: false);
        bench.Engine.Delete(bench.Options.StateDirectory);
        await using var second = bench.Start();
        await second.UntilAsync(() => second.Recorder.Status.State == "running", moveClock: false);
        bench.Append(Event(id: "a"));
        await Assert.ThrowsAsync<ChainLostException>(() => first.Running);
        await second.UntilRecordedAsync(1);
        await second.StopAsync();
        Assert.Single(await bench.RowsAsync());
    }

    [Fact]
    public async Task Landing_files_are_sealed_after_an_hour_with_a_snapshot_from_which_a_lost_state_is_restored()
    {
        bench.Options = bench.Options with { SealAfter = TimeSpan.FromHours(1) };
        bench.Append(Event("p1", "a"));
        bench.Append(Event("p2", "b"));
        await using (var running = bench.Start())
        {
            await running.UntilRecordedAsync(2);
            await running.UntilAsync(() => (int)running.Recorder.Status.Details!["landing_files"] == 1, moveClock: false);

            // Waiting has moved the clock already, on a busy machine by minutes.
            bench.Time.Advance(TimeSpan.FromMinutes(35));
            Assert.Equal(1, (int)running.Recorder.Status.Details!["landing_files"]);
            bench.Time.Advance(TimeSpan.FromMinutes(25));
            await running.UntilAsync(() => bench.Lake.Names.Any(name => name.Contains("/checkpoint/", StringComparison.Ordinal)), moveClock: false);
            await running.StopAsync();
        }

        var checkpoint = (await new ChainReader(bench.Lake, new ChainId(DeciderDesk.Log, 0)).NewestCheckpointAsync(TestContext.Current.CancellationToken))!;
        Assert.All(checkpoint.Files, file => Assert.Equal(DataFileKind.Events, file.Kind));
        Assert.NotNull(checkpoint.Snapshot);

        // Without the rows, only the snapshot can know them.
        bench.Engine.Delete(bench.Options.StateDirectory);
        foreach (var file in checkpoint.Files)
        {
            bench.Lake[file.Name] = null;
        }

        bench.Append(Event("p1", "a"), Event("p3", "c"));
        await bench.RecordAllAsync();
        var landing = (await bench.EntriesAsync()).SelectMany(entry => entry.Files).Single();
        Assert.Equal((1L, 1L), (landing.Events, landing.Duplicates));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_reported_and_the_state_rebuilt_from_sealed_rows_in_parts()
    {
        bench.Options = bench.Options with { SealAfter = TimeSpan.FromHours(1), ReplayRowsMax = 2 };
        for (var number = 0; number < 5; number++)
        {
            bench.Append(Event($"p{number}", $"a{number}"), Event("p0", $"b{number}"));
            await bench.RecordAllAsync();
        }

        await using (var running = bench.Start())
        {
            await running.UntilAsync(() => running.Recorder.Status.State == "running", moveClock: false);
            bench.Time.Advance(TimeSpan.FromHours(2));
            await running.UntilAsync(() => bench.Lake.Names.Any(name => name.Contains("/checkpoint/", StringComparison.Ordinal)), moveClock: false);
            await running.StopAsync();
        }

        bench.Engine.Delete(bench.Options.StateDirectory);
        foreach (var name in bench.Lake.Names.Where(name => name.StartsWith("state/", StringComparison.Ordinal)))
        {
            bench.Lake[name] = [1, 2, 3];
        }

        bench.Append(Event("p4", "a4"), Event("p4", "c"), Event("p5", "d"));
        await bench.RecordAllAsync();
        Assert.Equal([(Outcome.Duplicate, 0L), (Outcome.Event, 5L), (Outcome.Event, 6L)], (await bench.RowsAsync()).TakeLast(3).Select(row => (row.Outcome, row.PlayerKey)));
    }

    [Fact]
    public async Task The_observer_sees_each_entry_once_in_order_and_commits_with_the_position()
    {
        bench.Observe = (state, _) => new CountingObserver(state);
        bench.Append(Event(id: "a"), Event(id: "a"));
        await bench.RecordAllAsync();
        await using (var crashing = bench.Start(new CrashAtFaultPoint(RecorderFaultPoints.Appended, 1)))
        {
            await crashing.UntilAsync(() => crashing.Recorder.Status.State == "running", moveClock: false);
            bench.Append(Event(id: "b"));
            await Assert.ThrowsAsync<PlannedCrashException>(() => crashing.Running);
        }

        await bench.RecordAllAsync();
        Assert.Equal(BitConverter.GetBytes(3L), bench.Engine.Remember(bench.Options.StateDirectory)!.Get("x"u8));
    }

    [Fact]
    public async Task What_is_known_of_an_import_can_be_asked()
    {
        var import = new Core.Road.ImportRange(new string('a', 64), "mapping", 0, 3, [0, 2], [0, 0]);
        bench.Stream.Append(Batch(0, 0, bench.Now, Core.Road.WriteKeyKind.Import, import, [Event(id: null), Event(id: null)]));
        await using var running = bench.Start();
        await running.UntilRecordedAsync(1);
        var known = running.Recorder.FindImport("game", import.ContentHash)!;
        Assert.Equal("mapping", known.MappingFingerprint);
        Assert.Equal([(0L, 2L)], known.Rows);
        Assert.Null(running.Recorder.FindImport("game", new string('b', 64)));
        await running.StopAsync();
    }

    public void Dispose() => bench.Dispose();

    private static Core.Road.StreamBatch WithLog(Core.Road.StreamBatch batch, string log) => new()
    {
        Position = batch.Position,
        Game = batch.Game,
        Key = batch.Key,
        ReceivedAt = batch.ReceivedAt,
        EventCount = batch.EventCount,
        Items = [.. batch.Items.Select(item => new Core.Road.StreamItem { Receipt = item.Receipt with { Log = log }, Identity = item.Identity, PartitionKey = item.PartitionKey, Event = item.Event, Raw = item.Raw })],
    };

    /// <summary>Counts rows in the state: a row seen twice or not at all shows.</summary>
    private sealed class CountingObserver(IKeyedState state) : IRowObserver
    {
        public void Apply(long entry, Timestamp recordedAt, IReadOnlyList<RecordedRow> rows, StateBatch changes) =>
            changes.Put("x"u8.ToArray(), BitConverter.GetBytes((state.Get("x"u8) is { } value ? BitConverter.ToInt64(value) : 0) + rows.Count));
    }
}
