using System.Globalization;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Lake;
using Frontline.Lake.Rows;
using Frontline.Lake.Sealing;
using Frontline.Testing.Objects;
using Frontline.Testing.Rows;
using Frontline.Tests.Lake;
using Xunit;

namespace Frontline.Properties.Lake;

/// <summary>Random landing files: few players in many files or many in few, values absent here and there, columns that older programs did not have, one block or many.</summary>
public sealed class MergeProperties
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merge_column_by_column_equals_a_sort_of_all_rows_in_memory()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            try
            {
                await CompareAsync(seed);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"Seed {seed}: {e}");
            }
        }
    }

    private static async Task CompareAsync(int seed)
    {
        var random = new Random(seed);
        var store = new MemoryObjectStore();
        var landing = Landing(store, random, new RandomRows(seed));
        var expected = (await ReadAsync(store, landing)).Order(RowOrder.Instance).ToList();
        var rowsPerFileMax = random.Next(4) switch { 0 => random.Next(20, 100), 1 => 512, 2 => ColumnBlock.RowsLimit, _ => int.MaxValue };
        var names = 0;
        var isApart = random.Next(3) > 0;
        var events = Output(isApart ? DataFileKind.Events : DataFileKind.Landing);
        var outputs = isApart ? new MergeOutputs(events, Output(DataFileKind.Rejects), Output(DataFileKind.Duplicates)) : new MergeOutputs(events, events, events);

        var merged = await RowMerge.MergeAsync(store, landing, outputs, Cancellation);

        Assert.Equal(
            (isApart ? expected.OrderBy(row => row.Outcome) : expected.AsEnumerable()).Select(RowText.Of),
            (await ReadAsync(store, merged)).Select(RowText.Of));
        foreach (var kind in merged.GroupBy(file => file.Kind))
            Assert.All(kind.SkipLast(1), file => Assert.Equal(rowsPerFileMax, file.Rows));

        Assert.All(merged, file => Assert.InRange(file.Rows, 1, rowsPerFileMax));

        MergeOutput Output(DataFileKind kind) => new(store, kind, () => Interlocked.Increment(ref names).ToString(CultureInfo.InvariantCulture), rowsPerFileMax);
    }

    private static List<DataFile> Landing(MemoryObjectStore store, Random random, RandomRows rows)
    {
        var files = new List<DataFile>();
        var players = random.Next(1, 40);
        var position = 0L;
        for (var i = random.Next(1, 10); i > 0; i--)
        {
            var batches = new List<RecordedRow>();
            for (var rowsLeft = random.Next(1, 3) == 1 ? random.Next(1, 40) : random.Next(400, 1600); rowsLeft > 0;)
            {
                var count = Math.Min(rowsLeft, random.Next(1, 30));
                batches.AddRange(rows.Batch("g" + random.Next(2).ToString(CultureInfo.InvariantCulture), position++, count, entry: i, new Timestamp(1_767_225_600_123_456 + random.Next(1_000_000)), players));
                rowsLeft -= count;
            }

            var lacking = random.Next(3) == 0 ? random.Next(2, 8) : int.MaxValue;
            files.Add(RawRowFile.Write(store, $"landing/{i}", [.. batches.Order(RowOrder.Instance)], column => IsThere(column, lacking)));
        }

        return files;
    }

    /// <summary>Whether an older program had a column: it lacked the later ones, and for the test any that rows can do without.</summary>
    private static bool IsThere(LakeColumn column, int every) =>
        column.IsRequired || column.Ordinal % every != 0 || column.Name is "player_id" or "event_id" or "event_uuid" or "time" or "stage" or "violations";

    private static async Task<List<RecordedRow>> ReadAsync(MemoryObjectStore store, IEnumerable<DataFile> files)
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
