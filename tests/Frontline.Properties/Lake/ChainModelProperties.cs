using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Testing.Lake;
using Frontline.Testing.Objects;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Properties.Lake;

/// <summary>Random lives of a chain: commits, seals, checkpoints, crashes at any call, time-outs that were none, takeovers, days going by; readers follow at random moments.</summary>
public sealed class ChainModelProperties
{
    private static readonly ChainId Chain = new("0123456789ab", 0);

    [Fact]
    public async Task What_counts_is_what_was_committed_and_every_reader_sees_each_row_once()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var life = new Life(seed);
            try
            {
                await life.LiveAsync(steps: 120);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"Seed {seed}, step {life.Step}: {e}");
            }
        }
    }

    /// <summary>A crash: no code of the writer runs after it.</summary>
    private sealed class CrashException : Exception;

    /// <summary>A reader that remembers what it took. One position is one event, committed by the entry that names its file.</summary>
    private sealed class Follower
    {
        private readonly Dictionary<string, List<long>> rowsByFile;
        private long after;

        public Follower(Dictionary<string, List<long>> rowsByFile) => this.rowsByFile = rowsByFile;

        public List<long> Taken { get; } = [];

        public async Task FollowAsync(MemoryObjectStore store, int most)
        {
            var read = await new ChainReader(store, Chain).ReadAsync(after, most);
            if (read.Restart is { } checkpoint)
            {
                foreach (var file in checkpoint.Files)
                    Take(store, file.Name, entry => entry > after);

                after = checkpoint.Number;
            }

            foreach (var entry in read.Entries)
            {
                Assert.Equal(after + 1, entry.Number);
                if (entry.Kind == ChainEntryKind.Commit)
                {
                    foreach (var file in entry.Files)
                        Take(store, file.Name, _ => true);
                }

                after = entry.Number;
            }
        }

        private void Take(MemoryObjectStore store, string name, Func<long, bool> wanted)
        {
            Assert.True(store[name] is not null, $"{name} counts for a reader at entry {after} and is gone.");
            Taken.AddRange(rowsByFile[name].Where(wanted));
        }
    }

    private sealed class Life
    {
        private readonly Random random;
        private readonly MemoryObjectStore store = new();
        private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

        /// <summary>A row is the number of the entry that committed it: one event an entry.</summary>
        private readonly Dictionary<string, List<long>> rowsByFile = [];
        private readonly List<Follower> followers = [];
        private ChainWriter? writer;
        private long acknowledged;
        private long unknown;
        private int callsUntilCrash = int.MaxValue;
        private int timeOuts;
        private bool crashed;

        public Life(int seed)
        {
            random = new Random(seed);
            followers.AddRange([new Follower(rowsByFile), new Follower(rowsByFile), new Follower(rowsByFile)]);
            store.Before = (_, _) => FailAsync();
            store.After = (call, _) => call == "create" && timeOuts-- > 0 ? throw new IOException("time-out") : call is "create" or "write" ? FailAsync() : ValueTask.CompletedTask;
        }

        public int Step { get; private set; }

        public async Task LiveAsync(int steps)
        {
            for (Step = 0; Step < steps; Step++)
            {
                callsUntilCrash = random.Next(4) == 0 ? random.Next(12) : int.MaxValue;
                timeOuts = random.Next(8) == 0 ? 1 : 0;
                crashed = false;
                try
                {
                    await ActAsync();
                }
                catch (Exception e) when (e is CrashException || (e is ChainLostException && crashed))
                {
                    writer = null;
                }

                callsUntilCrash = int.MaxValue;
                timeOuts = 0;
                crashed = false;
                if (random.Next(3) == 0)
                    await followers[random.Next(followers.Count)].FollowAsync(store, random.Next(2) == 0 ? int.MaxValue : random.Next(1, 4));
            }

            await CheckAsync();
        }

        private async Task ActAsync()
        {
            if (writer is null || random.Next(15) == 0)
            {
                writer = null;
                writer = await ChainWriter.TakeOverAsync(store, Chain, null, time, new Random(random.Next()));
                (acknowledged, unknown) = (writer.Head.End >= acknowledged && writer.Head.End <= acknowledged + unknown ? writer.Head.End : throw new InvalidOperationException($"The chain ends at {writer.Head.End}; {acknowledged} were acknowledged, {unknown} unknown."), 0);
            }

            switch (random.Next(10))
            {
                case 0:
                    await SealAsync();
                    break;
                case 1:
                    await writer.CheckpointAsync();
                    break;
                case 2:
                    time.Advance(TimeSpan.FromHours(random.Next(1, 30)));
                    break;
                default:
                    await CommitAsync();
                    break;
            }
        }

        private async Task CommitAsync()
        {
            unknown = 1;
            var entry = writer!.Head.Number + 1;
            var created = await FakeCommits.CommitAsync(store, writer, file => rowsByFile[file] = [entry]);
            Assert.Equal(entry, created.Number);
            acknowledged++;
            unknown = 0;
        }

        private async Task SealAsync()
        {
            var landing = writer!.Files.Where(file => file.Kind == DataFileKind.Landing).SelectMany(file => rowsByFile[file.Name]).ToList();
            await FakeCommits.SealAsync(store, writer, file => rowsByFile[file] = landing);
        }

        private async Task CheckAsync()
        {
            writer = await ChainWriter.TakeOverAsync(store, Chain, null, time, new Random(random.Next()));
            Assert.InRange(writer.Head.End, acknowledged, acknowledged + unknown);
            var rows = writer.Files.SelectMany(file => rowsByFile[file.Name]).Order().ToList();
            Assert.Equal(writer.Head.End, rows.Count);
            Assert.Equal(rows.Distinct(), rows);
            Assert.Equal(rows.Count, (await LakeFiles.ListAsync(store)).Sum(file => file.File.Events));
            followers.Add(new Follower(rowsByFile));
            foreach (var follower in followers)
            {
                await follower.FollowAsync(store, int.MaxValue);
                Assert.Equal(rows, follower.Taken.Order());
            }

            var received = 0L;
            await foreach (var count in new ChainReader(store, Chain).ReadLedgerAsync())
                received += count.Received;

            Assert.Equal(writer.Head.End, received);
        }

        /// <summary>After a crash every call fails; before it, now and then a call seems to fail although it took place.</summary>
        private ValueTask FailAsync()
        {
            if (crashed || --callsUntilCrash < 0)
            {
                crashed = true;
                throw new CrashException();
            }

            return ValueTask.CompletedTask;
        }
    }
}
