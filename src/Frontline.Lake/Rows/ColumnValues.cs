namespace Frontline.Lake.Rows;

/// <summary>The values of one column in a block of rows, at the index of their row; a row without a value is null. Reused from block to block.</summary>
/// <remarks>Levels are 0 wherever nothing was put, also beyond the last row, so that a column without values costs nothing.</remarks>
internal abstract class ColumnValues(int rowsMax)
{
    private readonly short[] levels = new short[rowsMax];

    /// <summary>Number of rows that have a value.</summary>
    public int Present { get; private set; }

    /// <summary>1 for each row that has a value, else 0.</summary>
    public ReadOnlySpan<short> Levels => levels;

    protected int RowsMax => levels.Length;

    public virtual void Clear()
    {
        if (Present > 0)
            Array.Clear(levels);

        Present = 0;
    }

    /// <summary>Appends the rows of runs, the first of which becomes row <paramref name="at"/>.</summary>
    public void Append(ReadOnlySpan<RowRun> runs, LakeColumn column, int at)
    {
        foreach (ref readonly var run in runs)
        {
            if (run.Block.HasValues(column))
            {
                var from = run.Block[column];
                Present += from.Present == run.Block.Rows ? Mark(at, run.Count) : Mark(at, from.levels.AsSpan(run.Start, run.Count));
                Copy(from, run.Start, run.Count, at);
            }

            at += run.Count;
        }
    }

    /// <summary>The levels of new rows, for somebody who puts values there and then says with <see cref="Filled"/> how many.</summary>
    public Span<short> LevelsToFill(int at, int rows) => levels.AsSpan(at, rows);

    public void Filled(int present) => Present += present;

    /// <summary>Copies values of another column of the same type; what a row without a value gets does not matter.</summary>
    protected abstract void Copy(ColumnValues from, int start, int count, int at);

    private int Mark(int at, int count)
    {
        levels.AsSpan(at, count).Fill(1);
        return count;
    }

    private int Mark(int at, ReadOnlySpan<short> same)
    {
        var count = 0;
        for (var i = 0; i < same.Length; i++)
        {
            levels[at + i] = same[i];
            count += same[i];
        }

        return count;
    }
}
