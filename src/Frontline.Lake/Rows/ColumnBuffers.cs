namespace Frontline.Lake.Rows;

/// <summary>Buffers in which the columns of one file hand values to and from Parquet, one after another. Not thread-safe.</summary>
internal sealed class ColumnBuffers(int rowsMax)
{
    private readonly Dictionary<Type, Array> values = [];

    /// <summary>Room for one value of each row.</summary>
    public T[] Values<T>()
        where T : unmanaged
    {
        if (!values.TryGetValue(typeof(T), out var array))
            values.Add(typeof(T), array = new T[rowsMax]);

        return (T[])array;
    }
}
