using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Sealing;
using Frontline.Testing.Rows;
using Frontline.Tests.Lake;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse;
using Frontline.Warehouse.DuckDb;
using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Queries;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Warehouse;

/// <summary>The Loader on a real chain with real Parquet files, whatever becomes of the chain meanwhile.</summary>
public sealed class LoaderTests : IAsyncLifetime
{
    private const string Log = "0123456789ab";

    private readonly WarehouseFixture fixture = new();
    private readonly Signal signal = new();
    private readonly RandomRows rows = new(seed: 7);
    private readonly List<RebuildProgress> rebuilds = [];
    private LocalObjectStore lake = null!;
    private ChainWriter writer = null!;
    private Loader loader = null!;

    public async ValueTask InitializeAsync()
    {
        lake = new LocalObjectStore(new PhysicalFileSystem(), fixture.LakeDirectory, new Random(1));
        writer = await ChainWriter.TakeOverAsync(lake, new ChainId(Log, 0), predecessor: null, fixture.Time, new Random(2), WarehouseFixture.Cancellation);
        loader = MakeLoader();
    }

    public async ValueTask DisposeAsync()
    {
        loader.Dispose();
        signal.Dispose();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task Everything_committed_is_loaded_and_nothing_twice()
    {
        await CommitAsync(3);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        await CommitAsync(2);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);

        await AssertMatchesLedgerAsync(batches: 5);
        Assert.Equal("2", await fixture.ValueAsync("SELECT count(*) FROM loads"));
        Assert.Empty(rebuilds);
    }

    [Fact]
    public async Task A_seal_changes_no_row_and_what_was_not_loaded_before_it_comes_from_the_sealed_files()
    {
        await CommitAsync(2);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        await CommitAsync(3);
        await SealAsync();
        foreach (var landing in Directory.GetFiles(Path.Combine(fixture.LakeDirectory, "landing"), "*.parquet", SearchOption.AllDirectories))
        {
            File.Delete(landing);
        }

        await loader.CatchUpAsync(WarehouseFixture.Cancellation);

        await AssertMatchesLedgerAsync(batches: 5);
        Assert.Empty(rebuilds);
    }

    [Fact]
    public async Task An_overtaken_loader_restarts_at_the_checkpoint_with_the_ledger_it_has()
    {
        await CommitAsync(2);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        await CommitAsync(2);
        await FoldAwayAsync();
        await CommitAsync(1);

        await loader.CatchUpAsync(WarehouseFixture.Cancellation);

        await AssertMatchesLedgerAsync(batches: 5);
        Assert.Empty(rebuilds);
    }

    [Fact]
    public async Task A_new_warehouse_begins_at_the_checkpoint()
    {
        await CommitAsync(3);
        await FoldAwayAsync();
        await CommitAsync(1);

        await loader.CatchUpAsync(WarehouseFixture.Cancellation);

        await AssertMatchesLedgerAsync(batches: 4);
    }

    [Fact]
    public async Task A_range_of_too_many_rows_is_loaded_in_pieces()
    {
        await CommitAsync(4);
        await SealAsync();
        loader.Dispose();
        loader = MakeLoader(new LoaderOptions { RowsPerLoadMax = 30 });

        await loader.CatchUpAsync(WarehouseFixture.Cancellation);

        await AssertMatchesLedgerAsync(batches: 4);
        Assert.True(long.Parse(await fixture.ValueAsync("SELECT count(*) FROM loads"), null) > 1);
    }

    [Fact]
    public async Task A_chain_that_is_another_one_now_has_the_warehouse_built_anew()
    {
        await CommitAsync(3);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        Directory.Delete(fixture.LakeDirectory, recursive: true);
        await InitializeAsync();
        await CommitAsync(4);

        await loader.CatchUpAsync(WarehouseFixture.Cancellation);

        await AssertMatchesLedgerAsync(batches: 4);
        Assert.Contains("another chain", rebuilds[0].Reason, StringComparison.Ordinal);
        Assert.Equal(5, rebuilds[^1].EntriesLoaded);
        Assert.Single(Directory.GetFiles(fixture.Options.Directory, "*.duckdb"));
    }

    [Fact]
    public async Task A_chain_that_was_cut_back_is_found_at_the_start()
    {
        await CommitAsync(3);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        File.Delete(Path.Combine(fixture.LakeDirectory, $"chain/{Log}/0/000000000004"));

        await RunOnceAsync();

        Assert.Contains("restored from an older copy", rebuilds[0].Reason, StringComparison.Ordinal);
        await AssertMatchesLedgerAsync(batches: 2);
    }

    [Fact]
    public async Task A_changed_time_zone_has_the_warehouse_built_anew_and_a_changed_cap_does_not()
    {
        await CommitAsync(2);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        fixture.Games.Set(new Game { Id = "g", Keys = [], SessionCapMinutes = 1 });
        await RunOnceAsync();
        Assert.Empty(rebuilds);

        fixture.Games.Set(new Game { Id = "g", Keys = [], SessionCapMinutes = 1, TimeZone = "Asia/Tokyo" });
        await RunOnceAsync();

        Assert.Contains("time zone UTC became Asia/Tokyo", rebuilds[0].Reason, StringComparison.Ordinal);
        Assert.Equal("0", await fixture.ValueAsync("SELECT count(*) FROM all_data.events WHERE day <> (time AT TIME ZONE 'Asia/Tokyo')::DATE"));
        await AssertMatchesLedgerAsync(batches: 2);
    }

    [Fact]
    public async Task Queries_are_answered_by_the_old_warehouse_until_the_new_one_is_complete()
    {
        await CommitAsync(2);
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        var before = await fixture.ValueAsync("SELECT count(*) FROM all_data.events");
        await using (var rebuild = await fixture.Warehouse.BeginRebuildAsync(WarehouseFixture.Cancellation))
        {
            Assert.Equal(before, await fixture.ValueAsync("SELECT count(*) FROM all_data.events"));
        }

        await using var result = await fixture.Warehouse.QueryAsync("SELECT * FROM all_data.events", Frontline.Warehouse.Queries.QueryOptions.Default, WarehouseFixture.Cancellation);
        await loader.RebuildAsync("It was asked for.", cancellation: WarehouseFixture.Cancellation);

        using (var batch = await result.ReadAsync(WarehouseFixture.Cancellation))
        {
            Assert.Equal(before, batch!.Length.ToString(null, null));
        }

        Assert.Equal(before, await fixture.ValueAsync("SELECT count(*) FROM all_data.events"));
    }

    [Fact]
    public async Task A_damaged_file_is_damage_and_not_a_rebuild()
    {
        await CommitAsync(1);
        File.Delete(Directory.GetFiles(Path.Combine(fixture.LakeDirectory, "landing"), "*.parquet", SearchOption.AllDirectories).Single());

        await Assert.ThrowsAsync<DataDamagedException>(() => loader.CatchUpAsync(WarehouseFixture.Cancellation));
        Assert.Empty(await fixture.PositionsAsync());
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(0, 1)]
    public async Task Told_to_stop_it_loads_what_was_committed_last_within_its_limit(int drainSeconds, int loads)
    {
        loader.Dispose();
        loader = MakeLoader(new LoaderOptions { DrainLimit = TimeSpan.FromSeconds(drainSeconds) });
        using var stop = new CancellationTokenSource();
        await CommitAsync(1);
        var running = loader.RunAsync(stop.Token);
        while (!Equals(loader.Status.Details!["loads"], 1L) && !running.IsCompleted)
        {
            await Task.Yield();
        }

        // Its turn comes after the role's own look, so the next one would be the drain's: no time passes and nobody signals.
        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        await CommitAsync(1);
        await stop.CancelAsync();
        await running;

        Assert.Equal("stopped", loader.Status.State);
        Assert.Equal(loads.ToString(System.Globalization.CultureInfo.InvariantCulture), await fixture.ValueAsync("SELECT count(*) FROM loads"));
    }

    [Fact]
    public async Task Told_to_stop_it_leaves_a_warehouse_that_does_not_fit_to_the_next_start()
    {
        using var stop = new CancellationTokenSource();
        await CommitAsync(1);
        var running = loader.RunAsync(stop.Token);
        while (!Equals(loader.Status.Details!["loads"], 1L) && !running.IsCompleted)
        {
            await Task.Yield();
        }

        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        foreach (var entry in Directory.GetFiles(Path.Combine(fixture.LakeDirectory, "chain"), "*", SearchOption.AllDirectories))
        {
            File.Delete(entry);
        }

        writer = await ChainWriter.TakeOverAsync(lake, new ChainId(Log, 0), predecessor: null, fixture.Time, new Random(3), WarehouseFixture.Cancellation);
        await CommitAsync(2);
        await stop.CancelAsync();
        await running;

        Assert.Equal("stopped", loader.Status.State);
        Assert.Empty(rebuilds);
    }

    [Fact]
    public async Task Upkeep_that_does_not_fit_is_told_and_loads_go_on()
    {
        loader.Dispose();
        loader = new Loader(fixture.Warehouse, new FullUpkeep(), lake, lake, signal, new LoaderOptions(), fixture.Time, new Recorded(rebuilds));
        using var stop = new CancellationTokenSource();
        await CommitAsync(1);
        var running = loader.RunAsync(stop.Token);
        await UntilAsync(running, () => Equals(loader.Status.Details!["loads"], 1L));
        await UntilAsync(running, () => loader.Status.LastError == FullUpkeep.Merge);
        await CommitAsync(1);
        await UntilAsync(running, () => Equals(loader.Status.Details!["loads"], 2L));
        await stop.CancelAsync();
        await running;

        Assert.Equal("stopped", loader.Status.State);
        await AssertMatchesLedgerAsync(batches: 2);
    }

    [Fact]
    public async Task A_load_that_does_not_fit_is_cut_until_it_does()
    {
        loader.Dispose();
        var tight = new TightWarehouse(fixture.Warehouse) { RowsMax = 100 };
        loader = new Loader(tight, fixture.Warehouse, lake, lake, signal, new LoaderOptions(), fixture.Time);
        await CommitAsync(12);

        await loader.CatchUpAsync(WarehouseFixture.Cancellation);

        await AssertMatchesLedgerAsync(batches: 12);
        Assert.True(tight.Refused > 0);

        // Half of what was refused, and a little more with each load, until it is refused again.
        Assert.InRange((long)loader.Status.Details!["loads"], 6, 12);
    }

    [Fact]
    public async Task An_entry_that_does_not_fit_is_told_and_tried_again()
    {
        loader.Dispose();
        var tight = new TightWarehouse(fixture.Warehouse) { RowsMax = 30 };
        loader = new Loader(tight, fixture.Warehouse, lake, lake, signal, new LoaderOptions(), fixture.Time);
        using var stop = new CancellationTokenSource();
        await CommitAsync(2);
        var running = loader.RunAsync(stop.Token);
        await UntilAsync(running, () => loader.Status.LastError == TightWarehouse.Refusal);
        Assert.Equal("running", loader.Status.State);

        tight.RowsMax = 40;
        await UntilAsync(running, () => Equals(loader.Status.Details!["entry"], writer.Head.Number));
        await stop.CancelAsync();
        await running;

        await AssertMatchesLedgerAsync(batches: 2);
    }

    [Fact]
    public async Task Its_status_tells_what_its_time_went_into()
    {
        loader.Dispose();
        loader = new Loader(fixture.Warehouse, new SlowUpkeep(fixture.Time), lake, lake, signal, new LoaderOptions(), fixture.Time);
        using var stop = new CancellationTokenSource();
        var running = loader.RunAsync(stop.Token);

        await UntilAsync(running, () => Seconds("merge_seconds") > 0);
        await stop.CancelAsync();
        await running;

        // At least, since the clock of this test goes on meanwhile.
        Assert.True(Seconds("session_seconds") >= SlowUpkeep.Sessions.TotalSeconds);
        Assert.True(Seconds("merge_seconds") >= SlowUpkeep.Merge.TotalSeconds);
        Assert.Equal(SlowUpkeep.Slices * (long)loader.Status.Details!["merges"], loader.Status.Details["merged_slices"]);
        Assert.Equal(1.5, Assert.IsType<Dictionary<string, double>>(loader.Status.Details["model_seconds"])["events"]);

        double Seconds(string of) => (double)loader.Status.Details![of];
    }

    private async Task UntilAsync(Task running, Func<bool> holds)
    {
        // A condition that is never met shall fail the test, not hold up all of them.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        while (!holds() && !running.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private Loader MakeLoader(LoaderOptions? options = null) =>
        new(fixture.Warehouse, fixture.Warehouse, lake, lake, signal, options ?? new LoaderOptions(), fixture.Time, new Recorded(rebuilds));

    private async Task CommitAsync(int batches)
    {
        for (var batch = 0; batch < batches; batch++)
        {
            await TestCommits.CommitAsync(lake, writer, rows, fixture.Time, events: 40);
        }
    }

    private async Task SealAsync()
    {
        var landing = writer.Files.Where(file => file.Kind == DataFileKind.Landing).ToList();
        var hour = Timestamp.Now(fixture.Time).UnixHour;
        var files = await Sealer.MergeAsync(lake, writer.NewName, [.. landing.Select(file => (file, hour))], WarehouseFixture.Cancellation);
        await writer.AppendAsync(
            new EntryDraft { Kind = ChainEntryKind.Seal, End = writer.Head.End, Files = files, Removed = [.. landing.Select(file => file.Name)] }, WarehouseFixture.Cancellation);
    }

    /// <summary>Seals, folds into a checkpoint, and lets the day pass after which folded entries and replaced files are deleted.</summary>
    private async Task FoldAwayAsync()
    {
        await SealAsync();
        await writer.CheckpointAsync(WarehouseFixture.Cancellation);
        fixture.Time.Advance(ChainWriter.KeptAfterReplacement + TimeSpan.FromMinutes(1));
        await CommitAsync(0);
        await writer.AppendAsync(new EntryDraft { Kind = ChainEntryKind.Commit, End = writer.Head.End }, WarehouseFixture.Cancellation);
        await writer.CheckpointAsync(WarehouseFixture.Cancellation);
        Assert.False(File.Exists(Path.Combine(fixture.LakeDirectory, $"chain/{Log}/0/000000000002")));
    }

    /// <summary>Runs the role until it has caught up once.</summary>
    private async Task RunOnceAsync()
    {
        loader.Dispose();
        loader = MakeLoader();
        using var stop = new CancellationTokenSource();
        var running = loader.RunAsync(stop.Token);
        while (loader.Status.State == "starting" && !running.IsCompleted)
        {
            await Task.Yield();
        }

        await loader.CatchUpAsync(WarehouseFixture.Cancellation);
        await stop.CancelAsync();
        await running;
    }

    private async Task AssertMatchesLedgerAsync(int batches)
    {
        Assert.Equal($"{batches * 40}|true", await fixture.ValueAsync("SELECT sum(received), bool_and(even) FROM ledger"));
        Assert.Equal("0", await fixture.ValueAsync("SELECT (SELECT sum(recorded) FROM ledger) - (SELECT count(*) FROM all_data.events)"));
        Assert.Equal("0", await fixture.ValueAsync("SELECT (SELECT sum(rejected) FROM ledger) - (SELECT count(*) FROM all_data.rejects)"));
        Assert.Equal("0", await fixture.ValueAsync("SELECT count(*) - count(DISTINCT (log, receipt, receipt_index)) FROM all_data.events"));
    }

    private sealed class Recorded(List<RebuildProgress> into) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => into.Add(value);
    }

    private sealed class FullUpkeep : IWarehouseUpkeep
    {
        public const string Merge = "Models could not be merged.";

        public IReadOnlyDictionary<string, TimeSpan> SpentByModel { get; } = new Dictionary<string, TimeSpan>();

        public Task RefreshSessionsAsync(CancellationToken cancellation = default) => throw new UpkeepException("Sessions could not be brought up to date.", new InvalidOperationException());

        public Task<int> MergeAsync(Func<CancellationToken, Task>? between = null, CancellationToken cancellation = default) => Task.FromException<int>(new UpkeepException(Merge, new InvalidOperationException()));

        public ValueTask<string?> RebuildReasonAsync(CancellationToken cancellation = default) => new((string?)null);
    }

    private sealed class SlowUpkeep(FakeTimeProvider time) : IWarehouseUpkeep
    {
        public const int Slices = 3;
        public static readonly TimeSpan Sessions = TimeSpan.FromSeconds(3);
        public static readonly TimeSpan Merge = TimeSpan.FromSeconds(400);

        public IReadOnlyDictionary<string, TimeSpan> SpentByModel { get; } = new Dictionary<string, TimeSpan> { ["events"] = TimeSpan.FromSeconds(1.5) };

        public Task RefreshSessionsAsync(CancellationToken cancellation = default)
        {
            time.Advance(Sessions);
            return Task.CompletedTask;
        }

        public Task<int> MergeAsync(Func<CancellationToken, Task>? between = null, CancellationToken cancellation = default)
        {
            time.Advance(Merge);
            return Task.FromResult(Slices);
        }

        public ValueTask<string?> RebuildReasonAsync(CancellationToken cancellation = default) => new((string?)null);
    }

    /// <summary>A warehouse whose memory takes so many rows at once.</summary>
    private sealed class TightWarehouse(DuckDbWarehouse inner) : IWarehouse, IBookTarget
    {
        public const string Refusal = "It does not fit.";

        public long RowsMax { get; set; }

        public int Refused { get; private set; }

        public ValueTask<IReadOnlyList<LoadedPosition>> PositionsAsync(CancellationToken cancellation = default) => inner.PositionsAsync(cancellation);

        public Task LoadAsync(LoadRange range, CancellationToken cancellation = default)
        {
            if (range.Counts.Sum(count => count.Received) <= RowsMax)
            {
                return inner.LoadAsync(range, cancellation);
            }

            Refused++;
            throw new LoadTooLargeException(Refusal);
        }

        public ValueTask<IReadOnlyList<BookPosition>> BookPositionsAsync(CancellationToken cancellation = default) => inner.BookPositionsAsync(cancellation);

        public Task LoadBooksAsync(IReadOnlyList<LoadBook> documents, CancellationToken cancellation = default) => inner.LoadBooksAsync(documents, cancellation);

        public Task<QueryResult> QueryAsync(string sql, QueryOptions options, CancellationToken cancellation = default) => inner.QueryAsync(sql, options, cancellation);

        public Task<IWarehouseRebuild> BeginRebuildAsync(CancellationToken cancellation = default) => inner.BeginRebuildAsync(cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
