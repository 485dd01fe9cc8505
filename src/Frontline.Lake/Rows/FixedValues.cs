namespace Frontline.Lake.Rows;

/// <summary>Values of a fixed size.</summary>
internal sealed class FixedValues<T>(int rowsMax) : ColumnValues(rowsMax)
    where T : unmanaged
{
    private T[] values = [];

    /// <summary>The value of a row that has one.</summary>
    public T this[int row] => values[row];

    /// <summary>The values of all rows; anything where there is none.</summary>
    public Span<T> All => values.Length > 0 ? values : values = new T[RowsMax];

    protected override void Copy(ColumnValues from, int start, int count, int at) =>
        ((FixedValues<T>)from).values.AsSpan(start, count).CopyTo(All[at..]);
}
