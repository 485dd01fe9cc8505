using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Lake;
using Frontline.Lake.Rows;
using Frontline.Testing.Objects;
using Frontline.Testing.Rows;
using Xunit;

namespace Frontline.Tests.Lake;

public sealed class RowFilesTests
{
    private static readonly Timestamp Received = new(1_767_225_600_123_456);
    private readonly MemoryObjectStore store = new();

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    public async Task Every_column_of_every_row_comes_back_as_it_was_written(int count)
    {
        var rows = new RandomRows(seed: 1).Batch("g", position: 7, count, entry: 3, Received);
        var expected = rows.Order(RowOrder.Instance).Select(RowText.Of).ToList();

        var file = await RowFiles.WriteAsync(store, "landing/a.parquet", DataFileKind.Landing, rows, TestContext.Current.CancellationToken);

        Assert.Equal(expected, (await ReadAsync(file)).Select(RowText.Of));
    }

    [Theory]
    [InlineData(DataFileKind.Events, Outcome.Event)]
    [InlineData(DataFileKind.Rejects, Outcome.Reject)]
    [InlineData(DataFileKind.Duplicates, Outcome.Duplicate)]
    public async Task A_sealed_file_leaves_out_what_cannot_occur_and_loses_nothing(DataFileKind kind, Outcome outcome)
    {
        var rows = new RandomRows(seed: 2).Batch("g", position: 7, count: 500, entry: 3, Received).Where(row => row.Outcome == outcome).ToArray();
        var expected = rows.Order(RowOrder.Instance).Select(RowText.Of).ToList();

        var file = await RowFiles.WriteAsync(store, "a.parquet", kind, rows, TestContext.Current.CancellationToken);

        Assert.Equal(expected, (await ReadAsync(file)).Select(RowText.Of));
    }

    [Fact]
    public async Task The_description_counts_rows_and_names_the_bytes()
    {
        var rows = new RandomRows(seed: 3).Batch("g", position: 7, count: 200, entry: 3, Received);
        rows[0].Entry = 2;
        rows[1].Entry = 9;

        var file = await RowFiles.WriteAsync(store, "a.parquet", DataFileKind.Landing, rows, TestContext.Current.CancellationToken);

        var events = rows.Where(row => row.Outcome == Outcome.Event).ToList();
        Assert.Equal(
            (200L, events.Count, rows.Count(row => row.Outcome == Outcome.Reject), rows.Count(row => row.Outcome == Outcome.Duplicate)),
            (file.Rows, file.Events, file.Rejects, file.Duplicates));
        Assert.Equal((2L, 9L), (file.FirstEntry, file.LastEntry));
        Assert.Equal((events.Min(row => row.Time), events.Max(row => row.Time)), (file.MinTime!.Value, file.MaxTime!.Value));
        Assert.Equal(store["a.parquet"]!.Length, file.Bytes);
        Assert.Equal(ChecksumStream.Of(store["a.parquet"]), file.Checksum);
    }

    [Fact]
    public async Task Rows_lie_in_the_order_of_game_player_time_and_receipt_by_their_bytes()
    {
        var players = new[] { "\uE000", "😀", "b", "a", "a", "a" };
        var rows = players.Select((player, i) => Event(player, Received - TimeSpan.FromSeconds(i is 3 or 4 ? 10 : 5), position: 10 - i)).ToArray();

        var file = await RowFiles.WriteAsync(store, "a.parquet", DataFileKind.Landing, rows, TestContext.Current.CancellationToken);

        Assert.Equal(
            [("a", 6L), ("a", 7L), ("a", 5L), ("b", 8L), ("\uE000", 10L), ("😀", 9L)],
            (await ReadAsync(file)).Select(row => (row.Event.PlayerId!, row.Receipt.Position)));
    }

    [Fact]
    public async Task A_receipt_that_occurs_twice_is_refused()
    {
        var rows = new[] { Event("p", Received, position: 1), Event("p", Received, position: 1) };

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await RowFiles.WriteAsync(store, "a.parquet", DataFileKind.Landing, rows, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("10000000000")]
    [InlineData("0.000000001")]
    [InlineData("-79228162514264337593543950335")]
    public async Task An_amount_that_would_lose_digits_is_refused(string amount)
    {
        var row = Event("p", Received, position: 1);
        row.Event.Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await RowFiles.WriteAsync(store, "a.parquet", DataFileKind.Landing, [row], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var file = await RowFiles.WriteAsync(store, "landing/a.parquet", DataFileKind.Landing, [Event("p", Received, position: 1)], TestContext.Current.CancellationToken);
        store[file.Name] = null;

        Assert.Equal("landing/a.parquet", (await Assert.ThrowsAsync<DataDamagedException>(() => ReadAsync(file))).Where);
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_found_by_a_plain_read()
    {
        var rows = new RandomRows(seed: 4).Batch("g", position: 7, count: 50, entry: 3, Received);
        var file = await RowFiles.WriteAsync(store, "a.parquet", DataFileKind.Landing, rows, TestContext.Current.CancellationToken);
        var good = store[file.Name]!;
        for (var at = 0; at < good.Length; at += 41)
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= 0x10;
            store[file.Name] = bad;
            await Assert.ThrowsAsync<DataDamagedException>(() => ReadAsync(file));
        }
    }

    private static RecordedRow Event(string player, Timestamp time, long position) => new()
    {
        Outcome = Outcome.Event,
        Game = "g",
        Entry = 1,
        Receipt = new Receipt("0123456789ab", position, 0, 1),
        ReceivedAt = Received,
        Key = WriteKeyKind.Production,
        Identity = 0,
        Event = new EventFields { Name = "e", PlayerId = player },
        Time = time,
    };

    private async Task<List<RecordedRow>> ReadAsync(DataFile file)
    {
        var rows = new List<RecordedRow>();
        await foreach (var block in RowFiles.ReadAsync(store, file, TestContext.Current.CancellationToken))
            rows.AddRange(block);

        return rows;
    }
}
