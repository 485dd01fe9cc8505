using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Lake.Sealing;
using Frontline.Testing.Objects;
using Frontline.Testing.Rows;
using Xunit;

namespace Frontline.Tests.Lake;

public sealed class SealerTests
{
    private const long Hour = 490_000;
    private static readonly ChainId Chain = new("0123456789ab", 0);
    private readonly MemoryObjectStore store = new();
    private readonly RandomRows random = new(seed: 1);
    private readonly List<string> expected = [];
    private long position;
    private int names;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 32, 1, 1000)]
    [InlineData(10, 32, 1, 1000)]
    [InlineData(40, 3, 1_000_000, 1000)]
    [InlineData(40, 3, 30, 1000)]
    [InlineData(10, 32, 1, 7)]
    public async Task Every_row_is_in_exactly_one_sealed_file_of_its_hour_and_outcome(int files, int fanIn, long rowsPerMergeMin, int rowsPerFileMax)
    {
        var landing = new List<(DataFile, long)>();
        for (var i = 0; i < files; i++)
            landing.Add((await LandingAsync(rows: 20), Hour + (i % 2)));

        var output = await Sealer.MergeAsync(store, NewName, landing, fanIn, rowsPerMergeMin, rowsPerFileMax, Cancellation);

        Assert.Equal(expected.Order(), (await ReadAllAsync(output)).Select(RowText.Of).Order());
        Assert.All(output, file => Assert.InRange(file.Rows, 1, rowsPerFileMax));
        Assert.All(output, file => Assert.StartsWith(LakeNames.Folder(file.Kind) + "date=2025-11-24/hour=", file.Name, StringComparison.Ordinal));
        Assert.Equal(landing.Count + output.Count, store.Names.Count);
    }

    [Fact]
    public async Task Sealed_rows_are_sorted_across_all_inputs()
    {
        var landing = new List<(DataFile, long)>();
        for (var i = 0; i < 9; i++)
            landing.Add((await LandingAsync(rows: 300), Hour));

        var output = await Sealer.MergeAsync(store, NewName, landing, Cancellation);

        Assert.Equal([DataFileKind.Events, DataFileKind.Rejects, DataFileKind.Duplicates], output.Select(file => file.Kind));
        foreach (var file in output)
        {
            var rows = await ReadAllAsync([file]);
            Assert.Equal(rows.Order(RowOrder.Instance), rows);
        }
    }

    [Fact]
    public async Task A_row_that_stands_in_two_files_stops_the_sealing()
    {
        var file = await LandingAsync(rows: 5);
        var copy = file with { Name = "landing/copy.parquet" };
        store[copy.Name] = store[file.Name];

        await Assert.ThrowsAsync<DataDamagedException>(async () => await Sealer.MergeAsync(store, NewName, [(file, Hour), (copy, Hour)], Cancellation));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(512)]
    public async Task A_file_that_is_not_sorted_stops_the_sealing(int at)
    {
        var rows = random.Batch("g", position: 1, count: 600, entry: 1, new Timestamp(Hour * Timestamp.MicrosPerHour)).Order(RowOrder.Instance).ToArray();
        (rows[at - 1], rows[at]) = (rows[at], rows[at - 1]);
        var file = RawRowFile.Write(store, "landing/unsorted.parquet", rows, columns: _ => true);

        Assert.Equal(file.Name, (await Assert.ThrowsAsync<DataDamagedException>(async () => await Sealer.MergeAsync(store, NewName, [(file, Hour)], Cancellation))).Where);
    }

    [Fact]
    public async Task A_flipped_bit_stops_the_sealing()
    {
        var file = await LandingAsync(rows: 50);
        store[file.Name]![file.Bytes / 2] ^= 0x10;

        Assert.Equal(file.Name, (await Assert.ThrowsAsync<DataDamagedException>(async () => await Sealer.MergeAsync(store, NewName, [(file, Hour)], Cancellation))).Where);
    }

    [Fact]
    public async Task A_sealing_that_is_cancelled_stops()
    {
        var file = await LandingAsync(rows: 9_000);
        using var cancelled = new CancellationTokenSource();
        store.Before = (call, _) =>
        {
            if (call == "write")
                cancelled.Cancel();

            return ValueTask.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Sealer.MergeAsync(store, NewName, [(file, Hour)], cancelled.Token));
    }

    [Fact]
    public async Task A_store_that_fails_to_write_fails_the_sealing()
    {
        var landing = new List<(DataFile, long)>();
        for (var i = 0; i < 3; i++)
            landing.Add((await LandingAsync(rows: 9_000), Hour));

        store.Before = (call, _) => call == "write" ? throw new IOException("disk full") : ValueTask.CompletedTask;

        Assert.Equal("disk full", (await Assert.ThrowsAsync<IOException>(async () => await Sealer.MergeAsync(store, NewName, landing, Cancellation))).Message);
    }

    private string NewName(DataFileKind kind, long hour)
    {
        var counter = Interlocked.Increment(ref names);
        return kind == DataFileKind.Landing ? LakeNames.Landing(Chain, "00000000000000aa", counter) : LakeNames.Sealed(kind, hour, Chain, "00000000000000aa", counter);
    }

    private async Task<DataFile> LandingAsync(int rows)
    {
        var batch = random.Batch("g", position++, rows, entry: position, new Timestamp(Hour * Timestamp.MicrosPerHour));
        expected.AddRange(batch.Select(RowText.Of));
        return await RowFiles.WriteAsync(store, NewName(DataFileKind.Landing, 0), DataFileKind.Landing, batch, Cancellation);
    }

    private async Task<List<RecordedRow>> ReadAllAsync(IEnumerable<DataFile> files)
    {
        var rows = new List<RecordedRow>();
        foreach (var file in files)
        {
            await foreach (var block in RowFiles.ReadAsync(store, file, Cancellation))
                rows.AddRange(block);
        }

        return rows;
    }
}
