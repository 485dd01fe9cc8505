using System.Text;
using Frontline.Core.Events;

namespace Frontline.Lake.Rows;

/// <summary>A block of rows, column by column, as files have them. Reused from block to block; not thread-safe.</summary>
internal sealed class ColumnBlock
{
    /// <summary>Rows of the largest block.</summary>
    public const int RowsLimit = 1024;

    /// <summary>Rows that are taken apart at a time: few enough to stay in a core's cache while one column after another is taken from them.</summary>
    private const int RowsInCache = 128;

    private readonly DataFileKind kind;
    private readonly ColumnValues?[] values = new ColumnValues?[LakeColumns.All.Count];
    private readonly FixedValues<int>? outcomes;
    private readonly BytesValues games;
    private readonly BytesValues logs;
    private readonly BytesValues players;
    private readonly FixedValues<long>? times;
    private readonly FixedValues<long> positions;
    private readonly FixedValues<int> indices;

    /// <summary>Bits by ordinal: most columns of most blocks are empty, and a merge asks for each run of rows.</summary>
    private UInt128 withValues;

    public ColumnBlock(DataFileKind kind, int rowsMax)
    {
        this.kind = kind;
        RowsMax = rowsMax;
        Columns = LakeColumns.Of(kind);
        foreach (var column in Columns)
            values[column.Ordinal] = column.NewValues(rowsMax);

        outcomes = (FixedValues<int>?)values[KeyColumns.Outcome.Ordinal];
        games = (BytesValues)this[KeyColumns.Game];
        logs = (BytesValues)this[KeyColumns.Log];
        players = (BytesValues)this[KeyColumns.PlayerId];
        times = (FixedValues<long>?)values[KeyColumns.Time.Ordinal];
        positions = (FixedValues<long>)this[KeyColumns.Position];
        indices = (FixedValues<int>)this[KeyColumns.Index];
    }

    public IReadOnlyList<LakeColumn> Columns { get; }

    public int RowsMax { get; }

    public int Rows { get; private set; }

    /// <summary>The values of a column that files of this kind have.</summary>
    public ColumnValues this[LakeColumn column] => values[column.Ordinal]!;

    public bool Has(LakeColumn column) => values[column.Ordinal] is not null;

    /// <summary>Whether any row has a value.</summary>
    public bool HasValues(LakeColumn column) => (withValues >> column.Ordinal & 1) != 0;

    public void Clear()
    {
        (Rows, withValues) = (0, 0);
        foreach (var column in Columns)
            this[column].Clear();
    }

    public void Append(ReadOnlySpan<RecordedRow> rows)
    {
        while (rows.Length > 0)
        {
            var near = rows[..Math.Min(rows.Length, RowsInCache)];
            foreach (var column in Columns)
                column.Take(near, this[column], Rows);

            Filled(near.Length);
            rows = rows[near.Length..];
        }
    }

    /// <summary>Appends rows of other blocks, which have at least this one's columns.</summary>
    public void Append(ReadOnlySpan<RowRun> runs)
    {
        var filled = UInt128.Zero;
        var rows = 0;
        foreach (ref readonly var run in runs)
        {
            filled |= run.Block.withValues;
            rows += run.Count;
        }

        foreach (var column in Columns)
        {
            if ((filled >> column.Ordinal & 1) != 0)
                this[column].Append(runs, column, Rows);
        }

        Filled(rows);
    }

    /// <summary>Says that each column has got values of so many more rows.</summary>
    public void Filled(int rows)
    {
        Rows += rows;
        foreach (var column in Columns)
        {
            if (this[column].Present > 0)
                withValues |= UInt128.One << column.Ordinal;
        }
    }

    /// <exception cref="InvalidDataException">The number is no outcome.</exception>
    public Outcome Outcome(int row) => outcomes is null ? LakeColumns.OutcomeOf(kind) : LakeColumns.ToOutcome(outcomes[row]);

    public RowKey Key(int row)
    {
        var hasPlayer = players.Levels[row] != 0;
        return new RowKey(
            games[row],
            hasPlayer,
            hasPlayer ? players[row] : default,
            times is not null && times.Levels[row] != 0 ? times[row] : long.MinValue,
            positions[row],
            indices[row]);
    }

    /// <summary>The row's receipt, for messages.</summary>
    public string Receipt(int row) => $"{Encoding.UTF8.GetString(logs[row])}-{positions[row]}-{indices[row]}";
}
