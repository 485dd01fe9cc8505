using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Faults;
using Frontline.Core.Live;
using Frontline.Core.Road;
using Frontline.Core.State;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Pipeline;
using Frontline.Testing.Objects;
using Frontline.Testing.Road;
using Frontline.Testing.State;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Pipeline;

/// <summary>A Recorder over a Stream, a lake and a state in memory, with a clock that stands still unless the test moves it.</summary>
internal sealed class RecorderBench : IDisposable
{
    private static int runs;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"frontline-recorder-{Environment.ProcessId}-{Interlocked.Increment(ref runs)}");
    private int writers;

    public RecorderBench()
    {
        Lake = new MemoryObjectStore(Time);
        Options = new RecorderOptions { StateDirectory = Path.Combine(folder, "state") };
    }

    public FakeTimeProvider Time { get; } = new(DeciderDesk.Noon.ToDateTimeOffset());

    public MemoryObjectStore Lake { get; }

    public MemoryStreamSource Stream { get; set; } = new(DeciderDesk.Log);

    public MemoryKeyedStateEngine Engine { get; } = new();

    public RecorderOptions Options { get; set; }

    public Func<IKeyedState, ChainId, IRowObserver?> Observe { get; set; } = (_, _) => null;

    public Timestamp Now => Timestamp.Now(Time);

    public StreamBatch Append(params EventFields[] events) => Append(receipt: Stream.End, events);

    public StreamBatch Append(long receipt, EventFields[] events)
    {
        var batch = DeciderDesk.Batch(Stream.End, receipt, Now, WriteKeyKind.Production, null, events);
        Stream.Append(batch);
        return batch;
    }

    public RunningRecorder Start(IFaultPoints? faults = null) => new(this, faults ?? NoFaultPoints.Instance, seed: ++writers);

    /// <summary>Runs a Recorder until everything is recorded, then stops it.</summary>
    public async Task RecordAllAsync()
    {
        await using var running = Start();
        await running.UntilRecordedAsync(Stream.End);
        await running.StopAsync();
    }

    public async Task<IReadOnlyList<ChainEntry>> EntriesAsync(string? log = null)
    {
        var read = await new ChainReader(Lake, new ChainId(log ?? Stream.LogId, 0)).ReadAsync(0);
        return read.Entries;
    }

    /// <summary>All rows that count, in order of (entry, receipt, index).</summary>
    public async Task<IReadOnlyList<RecordedRow>> RowsAsync(string? log = null)
    {
        var read = await new ChainReader(Lake, new ChainId(log ?? Stream.LogId, 0)).ReadAsync(0);
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

        var rows = new List<RecordedRow>();
        foreach (var file in files.Values)
        {
            await foreach (var block in RowFiles.ReadAsync(Lake, file))
            {
                rows.AddRange(block);
            }
        }

        return [.. rows.OrderBy(row => row.Entry).ThenBy(row => row.Receipt.Position).ThenBy(row => row.Receipt.Index)];
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal sealed class RunningRecorder : IAsyncDisposable
    {
        private readonly RecorderBench bench;
        private readonly Signal recorded = new();
        private readonly CancellationTokenSource stop = new();

        public RunningRecorder(RecorderBench bench, IFaultPoints faults, int seed)
        {
            this.bench = bench;
            Recorder = new Recorder(bench.Options, bench.Stream, bench.Lake, bench.Engine, bench.Observe, recorded, bench.Time, new Random(seed), faults, NullLogger<Recorder>.Instance);
            Running = Recorder.RunAsync(stop.Token);
        }

        public Recorder Recorder { get; }

        public Task Running { get; }

        public long CommittedEnd => Recorder.Status.State == "running" ? (long)Recorder.Status.Details!["committed_end"] : -1;

        public Task UntilRecordedAsync(long end) => UntilAsync(() => CommittedEnd >= end);

        /// <summary>Moves the clock on by commit intervals until something holds, or the Recorder has ended.</summary>
        public async Task UntilAsync(Func<bool> holds, bool moveClock = true)
        {
            for (var rounds = 0; !holds(); rounds++)
            {
                if (Running.IsCompleted)
                {
                    await Running;
                    Assert.Fail("The Recorder has stopped");
                }

                Assert.True(rounds < 5_000, "What was waited for did not come");
                await recorded.WaitAsync(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
                if (moveClock)
                {
                    bench.Time.Advance(bench.Options.CommitInterval);
                }
            }
        }

        public async Task StopAsync()
        {
            await stop.CancelAsync();
            await Running;
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await Running.ContinueWith(_ => { }, TaskScheduler.Default);
            recorded.Dispose();
            stop.Dispose();
        }
    }
}
