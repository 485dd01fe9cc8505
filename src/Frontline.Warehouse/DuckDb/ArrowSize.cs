using Apache.Arrow;

namespace Frontline.Warehouse.DuckDb;

internal static class ArrowSize
{
    /// <summary>Bytes of a batch's buffers.</summary>
    public static long Of(RecordBatch batch) => batch.Arrays.Sum(array => Of(array.Data));

    private static long Of(ArrayData data) =>
        data.Buffers.Sum(buffer => (long)buffer.Length) + (data.Children?.Sum(Of) ?? 0) + (data.Dictionary is { } dictionary ? Of(dictionary) : 0);
}
