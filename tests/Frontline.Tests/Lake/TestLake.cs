using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Lake.Sealing;
using Frontline.Testing.Objects;
using Frontline.Testing.Rows;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Lake;

/// <summary>A lake as a Recorder makes it, with ways to damage it that leave hashes and checksums right.</summary>
internal sealed class TestLake
{
    public static readonly ChainId Chain = new("0123456789ab", 0);
    private readonly RandomRows rows = new(seed: 1);

    public MemoryObjectStore Store { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ChainWriter Writer { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Entries 1 takeover, 2 to 5 commits, 6 seal with a checkpoint, 7 to 9 commits. Ten events each, one commit a minute.</summary>
    public static async Task<TestLake> SealedAndMoreAsync()
    {
        var lake = await NewAsync();
        await lake.CommitAsync(4);
        await lake.SealAsync();
        await lake.Writer.CheckpointAsync(Cancellation);
        await lake.CommitAsync(3);
        return lake;
    }

    /// <summary>Entries 1 takeover, 2 to 4 commits.</summary>
    public static async Task<TestLake> CommittedAsync()
    {
        var lake = await NewAsync();
        await lake.CommitAsync(3);
        return lake;
    }

    public async Task CommitAsync(int commits)
    {
        for (var i = 0; i < commits; i++)
        {
            await TestCommits.CommitAsync(Store, Writer, rows, Time, events: 10);
            Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public async Task SealAsync()
    {
        var landing = Writer.Files.Where(file => file.Kind == DataFileKind.Landing).ToList();
        var hour = Timestamp.Now(Time).UnixHour;
        var files = await Sealer.MergeAsync(Store, Writer.NewName, [.. landing.Select(file => (file, hour))], Cancellation);
        await Writer.AppendAsync(new EntryDraft { Kind = ChainEntryKind.Seal, End = Writer.Head.End, Files = files, Removed = [.. landing.Select(file => file.Name)] }, Cancellation);
    }

    public DataFile File(DataFileKind kind) => Writer.Files.First(file => file.Kind == kind);

    /// <summary>Replaces a file by one with other rows under the same name, and says of it what is then true.</summary>
    public async Task<DataFile> RewriteAsync(DataFile file, Func<List<RecordedRow>, IEnumerable<RecordedRow>> change)
    {
        var all = new List<RecordedRow>();
        await foreach (var block in RowFiles.ReadAsync(Store, file, Cancellation))
            all.AddRange(block);

        const string Scratch = "scratch.parquet";
        var other = new MemoryObjectStore();
        var written = await RowFiles.WriteAsync(other, Scratch, file.Kind, [.. change(all)], Cancellation);
        Store[file.Name] = other[Scratch];
        return written with { Name = file.Name };
    }

    /// <summary>Changes entries from one on, and gives each the hashes that make the chain whole again.</summary>
    public async Task RelinkAsync(long from, Func<ChainEntry, ChainEntry> change)
    {
        var store = new ChainStore(Store, Chain, strict: true);
        string? previous = null;
        for (var number = from; await store.EntryAsync(number, Cancellation) is { } entry; number++)
        {
            var changed = change(entry);
            Store[LakeNames.Entry(Chain, number)] = ChainText.Write(changed with { Previous = previous ?? changed.Previous }, ChainJson.Default.ChainEntry, out previous);
        }
    }

    public void ChangeCheckpoint(long number, Func<Checkpoint, Checkpoint> change)
    {
        var name = LakeNames.Checkpoint(Chain, number);
        var checkpoint = ChainText.Read(Gzip.Unpack(Store[name]!, name, 1 << 20), ChainJson.Default.Checkpoint, name, out _);
        Store[name] = Gzip.Pack(ChainText.Write(change(checkpoint), ChainJson.Default.Checkpoint, out _));
    }

    private static async Task<TestLake> NewAsync()
    {
        var lake = new TestLake();
        lake.Writer = await ChainWriter.TakeOverAsync(lake.Store, Chain, null, lake.Time, new Random(1), Cancellation);
        return lake;
    }
}
