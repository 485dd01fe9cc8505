using System.Text;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Faults;
using Frontline.Core.Road;
using Frontline.Core.State;
using Frontline.Embedded.State;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Pipeline;
using Frontline.Testing.Faults;
using Frontline.Testing.Objects;
using Frontline.Testing.Road;
using Frontline.Testing.State;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Properties.Pipeline;

/// <summary>Whatever comes, whenever the Recorder dies and whatever becomes of its state: the lake holds each received event once, with what the specification decides about it.</summary>
public sealed class RecorderProperties : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"frontline-recorder-properties-{Environment.ProcessId}");

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Rows_are_what_a_naive_recorder_decides_exactly_once_across_crashes(int seed)
    {
        var engine = new MemoryKeyedStateEngine();
        var run = new Run(seed, engine, Path.Combine(folder, $"memory{seed}"));
        MemoryKeyedState? earlier = null;
        await run.CrashAndRecordAsync(rounds: 14, afterRound: directory =>
        {
            switch (run.Random.Next(6))
            {
                case 0:
                    engine.Delete(directory);
                    break;
                case 1:
                    engine.Damage(directory);
                    break;
                case 2 when earlier is not null:
                    engine.SetBack(directory, earlier);
                    break;
            }

            earlier = run.Random.Next(3) == 0 ? engine.Remember(directory) : earlier;
        });
        await run.AssertLakeAsync();

        // Once from the newest snapshot and the rows after it, once from nothing but rows.
        var live = Content(engine.Remember(run.StateDirectory)!);
        Assert.Equal(live, Content(engine.Remember(await run.RebuildAsync("restored"))!));
        run.LoseSnapshots();
        Assert.Equal(live, Content(engine.Remember(await run.RebuildAsync("replayed"))!));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    public async Task The_same_holds_on_RocksDB_with_its_folder_lost_damaged_or_set_back(int seed)
    {
        var run = new Run(seed, new RocksDbStateEngine(), Path.Combine(folder, $"rocksdb{seed}"));
        var copy = run.StateDirectory + ".copy";
        await run.CrashAndRecordAsync(rounds: 10, afterRound: directory =>
        {
            var files = Directory.GetFiles(directory);
            switch (run.Random.Next(4))
            {
                case 0:
                    Directory.Delete(directory, recursive: true);
                    break;
                case 1:
                    var victim = files[run.Random.Next(files.Length)];
                    var bytes = File.ReadAllBytes(victim);
                    run.Random.NextBytes(bytes.AsSpan(bytes.Length / 2));
                    File.WriteAllBytes(victim, bytes);
                    break;
                case 2 when Directory.Exists(copy):
                    Directory.Delete(directory, recursive: true);
                    CopyFolder(copy, directory);
                    break;
                default:
                    CopyFolder(directory, copy);
                    break;
            }
        });
        await run.AssertLakeAsync();
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void CopyFolder(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    /// <summary>
    /// Everything but the position, which each takeover moves, and the recorded days of dedupe keys: of an entry that was folded and deleted before its rows were sealed
    /// only the day they were received on is known, and any day from that one on will do.
    /// </summary>
    private static List<string> Content(MemoryKeyedState state)
    {
        var lines = new List<string>();
        var buckets = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (key, value) in state.Content)
        {
            switch ((char)key[0])
            {
                case 'm' when key.AsSpan(1).SequenceEqual("position"u8):
                    break;
                case 'k':
                    lines.Add($"k {Convert.ToHexString(key.AsSpan(3))}");
                    break;
                case 'b':
                    var hour = Convert.ToHexString(key.AsSpan(3));
                    buckets[hour] = buckets.GetValueOrDefault(hour) + System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(value);
                    break;
                default:
                    lines.Add($"{Convert.ToHexString(key)} = {Convert.ToHexString(value)}");
                    break;
            }
        }

        return [.. lines.Order(StringComparer.Ordinal), .. buckets.Select(bucket => $"b {bucket.Key} = {bucket.Value}")];
    }

    /// <summary>One random history.</summary>
    private sealed class Run
    {
        private static readonly DateTimeOffset Start = new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero);

        private readonly int seed;
        private readonly IKeyedStateEngine engine;
        private readonly FakeTimeProvider time = new(Start);
        private readonly MemoryObjectStore lake;
        private readonly MemoryStreamSource source = new(RandomStream.Log);
        private readonly NaiveRecorder model = new();
        private readonly RandomStream stream;
        private readonly string folder;

        public Run(int seed, IKeyedStateEngine engine, string folder)
        {
            (this.seed, this.engine, this.folder) = (seed, engine, folder);
            Random = new Random(seed);
            stream = new RandomStream(Random);
            lake = new MemoryObjectStore(time);
        }

        public Random Random { get; }

        public string StateDirectory => Path.Combine(folder, "state");

        public async Task CrashAndRecordAsync(int rounds, Action<string> afterRound)
        {
            for (var round = 0; round < rounds; round++)
            {
                Append(Random.Next(1, 25));
                var points = RecorderFaultPoints.All;
                var crash = new CrashAtFaultPoint(points[Random.Next(points.Count)], Random.Next(1, 4));
                await RecordAsync(StateDirectory, crash, batchesWhileRunning: Random.Next(6));
                afterRound(StateDirectory);
                time.Advance(Random.Next(8) == 0 ? TimeSpan.FromHours(25) : TimeSpan.FromMinutes(Random.Next(60)));
            }

            Append(5);
            await RecordAsync(StateDirectory, NoFaultPoints.Instance, batchesWhileRunning: 0);
        }

        /// <summary>Brings a state in another folder to the chain's end; the folder.</summary>
        public async Task<string> RebuildAsync(string name)
        {
            var directory = Path.Combine(folder, name);
            await RecordAsync(directory, NoFaultPoints.Instance, batchesWhileRunning: 0);
            return directory;
        }

        public void LoseSnapshots()
        {
            foreach (var name in lake.Names.Where(name => name.StartsWith("state/", StringComparison.Ordinal)))
            {
                lake[name] = null;
            }
        }

        public async Task AssertLakeAsync()
        {
            var rows = new SortedDictionary<(long, int), string>();
            var reader = new ChainReader(lake, new ChainId(RandomStream.Log, 0));
            var read = await reader.ReadAsync(0, cancellation: TestContext.Current.CancellationToken);
            foreach (var file in Files(read))
            {
                await foreach (var block in RowFiles.ReadAsync(lake, file, TestContext.Current.CancellationToken))
                {
                    foreach (var row in block)
                    {
                        Assert.True(rows.TryAdd((row.Receipt.Position, row.Receipt.Index), NaiveRecorder.Line(row)), $"Seed {seed}: {row.Receipt} is recorded twice");
                        Assert.True(!row.Live || row.Key == WriteKeyKind.Production, $"Seed {seed}: {row.Receipt} is live");
                    }
                }
            }

            Assert.True(model.Rows.SequenceEqual(rows), $"Seed {seed}: {Difference(rows)}");
            var ledger = new Dictionary<(string, long), LedgerCount>();
            await foreach (var count in reader.ReadLedgerAsync(TestContext.Current.CancellationToken))
            {
                var sum = ledger.GetValueOrDefault((count.Game, count.Minute));
                ledger[(count.Game, count.Minute)] = count with
                {
                    Received = sum.Received + count.Received,
                    Recorded = sum.Recorded + count.Recorded,
                    Rejected = sum.Rejected + count.Rejected,
                    Duplicate = sum.Duplicate + count.Duplicate,
                };
            }

            Assert.All(ledger.Values, count => Assert.True(count.IsEven, $"Seed {seed}: {count} is uneven"));
            Assert.Equal(model.Received, ledger.Values.Sum(count => count.Received));
        }

        private static List<DataFile> Files(ChainRead read)
        {
            var files = (read.Restart?.Files ?? []).ToDictionary(file => file.Name);
            foreach (var entry in read.Entries)
            {
                foreach (var removed in entry.Removed)
                {
                    files.Remove(removed);
                }

                foreach (var added in entry.Files)
                {
                    files.Add(added.Name, added);
                }
            }

            return [.. files.Values];
        }

        private string Difference(SortedDictionary<(long, int), string> rows)
        {
            foreach (var key in model.Rows.Keys.Union(rows.Keys).Order())
            {
                var (expected, actual) = (model.Rows.GetValueOrDefault(key), rows.GetValueOrDefault(key));
                if (expected != actual)
                {
                    return $"{key} should be '{expected}' and is '{actual}'";
                }
            }

            return "nothing differs";
        }

        private void Append(int batches)
        {
            for (var number = 0; number < batches; number++)
            {
                var batch = stream.Next(source.End, Timestamp.Now(time));
                model.Take(batch);
                source.Append(batch);
                time.Advance(TimeSpan.FromSeconds(Random.Next(120)));
            }
        }

        /// <summary>Runs a Recorder until all is recorded, or until it crashes as planned.</summary>
        private async Task RecordAsync(string directory, IFaultPoints faults, int batchesWhileRunning)
        {
            var options = new RecorderOptions
            {
                StateDirectory = directory,
                EntryRowsMax = 6,
                ReadEventsMax = 4,
                SealFilesMax = 4,
                CheckpointEntries = 7,
                ReplayRowsMax = 10,
            };
            using var recorded = new Signal();
            using var stop = new CancellationTokenSource();
            var recorder = new Recorder(options, source, lake, engine, (state, _) => new RowCounter(state), recorded, time, new Random(Random.Next()), faults, NullLogger<Recorder>.Instance);
            var running = recorder.RunAsync(stop.Token);
            for (var waits = 0; !running.IsCompleted && !IsDone(recorder.Status); waits++)
            {
                Assert.True(waits < 20_000, $"Seed {seed}: the Recorder stands still");
                await recorded.WaitAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
                time.Advance(options.CommitInterval);
                if (batchesWhileRunning-- > 0)
                {
                    Append(1);
                }
            }

            await stop.CancelAsync();
            try
            {
                await running;
            }
            catch (PlannedCrashException)
            {
                // The next round starts from what is durable.
            }

            bool IsDone(Core.Roles.RoleStatus status) => status.State == "running" && (long)status.Details!["committed_end"] == source.End;
        }
    }
}
