using System.Globalization;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Testing.Files;
using Frontline.Testing.Rows;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Properties.Crashes;

/// <summary>
/// A chain is written on one thread, folded three times a day apart, and the power fails before each of its file operations in turn: so a window that is
/// narrow on the whole road is met every time.
/// </summary>
public sealed class ChainCrashTests
{
    private const int EntriesBetweenFolds = 3;
    private static readonly ChainId Chain = new("0123456789ab", 0);

    [Fact]
    public async Task Whichever_file_operation_the_power_fails_before_the_chain_holds_all_that_was_appended()
    {
        Assert.Null(await FirstWrongAsync(ignored: null, seeds: 2));
    }

    [Theory]
    [InlineData(nameof(RoadSync.Entry))]
    [InlineData(nameof(RoadSync.EntryName))]
    [InlineData(nameof(RoadSync.Checkpoint))]
    [InlineData(nameof(RoadSync.CheckpointName))]
    [InlineData(nameof(RoadSync.Ledger))]
    [InlineData(nameof(RoadSync.LedgerName))]
    [InlineData(nameof(RoadSync.Landing))]
    [InlineData(nameof(RoadSync.LandingName))]
    public async Task Without_any_one_of_its_syncs_it_does_not(string sync)
    {
        var wrong = await FirstWrongAsync(Enum.Parse<RoadSync>(sync), seeds: 6);

        Assert.NotNull(wrong);
        TestContext.Current.TestOutputHelper?.WriteLine(wrong);
    }

    private static async Task<string?> FirstWrongAsync(RoadSync? ignored, int seeds)
    {
        for (var at = 0; ; at++)
        {
            for (var seed = 0; seed < seeds; seed++)
            {
                using var run = new Run(ignored, seed);
                var isCut = await run.WriteUntilAsync(at);
                if (await run.WrongAsync() is { } wrong)
                {
                    return string.Create(CultureInfo.InvariantCulture, $"Operation {at}, seed {seed}: {wrong}");
                }

                if (!isCut)
                {
                    return null;
                }
            }
        }
    }

    private sealed class Run : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("frontline-chain-").FullName;
        private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        private readonly RandomRows rows = new(seed: 1);
        private readonly ForgetfulFileSystem files;
        private readonly SyncWatch watch;
        private readonly int seed;
        private long acknowledged;

        public Run(RoadSync? ignored, int seed)
        {
            this.seed = seed;
            Directory.CreateDirectory(Lake);
            files = new ForgetfulFileSystem(new PhysicalFileSystem(), folder);
            watch = new SyncWatch(files, folder, sync => sync == ignored);
        }

        private string Lake => Path.Combine(folder, "lake");

        /// <summary>Whether the power failed before the end.</summary>
        public async Task<bool> WriteUntilAsync(int operation)
        {
            files.PowerFailsAt = operation;
            try
            {
                var store = new LocalObjectStore(watch, Lake, new Random(1));
                var writer = await ChainWriter.TakeOverAsync(store, Chain, predecessor: null, time, new Random(1));
                for (var folds = 0; folds < 3; folds++)
                {
                    for (var entries = 0; entries < EntriesBetweenFolds; entries++)
                    {
                        await CommitAsync(store, writer);
                    }

                    await writer.CheckpointAsync();
                    time.Advance(TimeSpan.FromHours(25));
                }

                return false;
            }
            catch (IOException) when (files.PowerIsOff)
            {
                return true;
            }
        }

        public async Task<string?> WrongAsync()
        {
            files.Crash(new Random(seed));
            try
            {
                var store = new LocalObjectStore(watch, Lake, new Random(2));
                var end = (await ChainWriter.TakeOverAsync(store, Chain, predecessor: null, time, new Random(2))).Head.End;
                return end < acknowledged ? $"the chain ends at {end}, and {acknowledged} was acknowledged" : await LakeCheck.UnsoundAsync(store);
            }
            catch (DataDamagedException damage)
            {
                return damage.Message;
            }
        }

        public void Dispose()
        {
            watch.Dispose();
            files.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        private async Task CommitAsync(LocalObjectStore store, ChainWriter writer)
        {
            var start = writer.Head.End;
            var batch = rows.Batch("g", start, count: 2, writer.Head.Number + 1, Timestamp.Now(time));
            var file = await RowFiles.WriteAsync(store, writer.NewName(DataFileKind.Landing), DataFileKind.Landing, batch);
            int Of(Outcome outcome) => batch.Count(row => row.Outcome == outcome);
            var count = new LedgerCount("g", batch[0].ReceivedAt.UnixMinute, batch.Length, Of(Outcome.Event), Of(Outcome.Reject), Of(Outcome.Duplicate), 0);
            acknowledged = (await writer.AppendAsync(new EntryDraft { Kind = ChainEntryKind.Commit, End = start + 1, Files = [file], Counts = [count] })).End;
        }
    }
}
