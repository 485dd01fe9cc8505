using System.Runtime.CompilerServices;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Storage;

namespace Frontline.Lake.Rows;

/// <summary>Writes and reads Parquet files of rows, docs/specs/lake.md, "Rows".</summary>
public static class RowFiles
{
    /// <summary>Sorts rows in place by (game, player_id, time, receipt, receipt_index) and writes them to one file, durable on return.</summary>
    /// <exception cref="ArgumentException">There are no rows, or an amount does not fit DECIMAL(18,8).</exception>
    /// <exception cref="InvalidOperationException">A (receipt, index) occurs twice, or an outcome does not belong into this kind of file.</exception>
    public static async ValueTask<DataFile> WriteAsync(IObjectStore store, string name, DataFileKind kind, RecordedRow[] rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length == 0)
            throw new ArgumentException("A data file has at least one row.", nameof(rows));

        Array.Sort(rows, RowOrder.Instance);
        DataFile? file = null;
        var bytes = await store.WriteAsync(name, (stream, _) =>
        {
            using var writer = new RowFileWriter(stream, kind);
            writer.Write(rows);
            file = writer.Finish(name);
            return ValueTask.CompletedTask;
        }, cancellation).ConfigureAwait(false);
        return bytes == file!.Bytes ? file : throw new IOException($"{name} was stored with {bytes} bytes, but {file.Bytes} were written.");
    }

    /// <summary>Reads a file's rows in file order, in blocks of at most a thousand or so.</summary>
    /// <exception cref="DataDamagedException">The file is missing or cannot be read.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<RecordedRow>> ReadAsync(IObjectStore store, DataFile file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(file);
        using var reader = await RowFileReader.OpenAsync(store, file, ColumnBlock.RowsLimit, wanted: null, cancellation).ConfigureAwait(false);
        while (reader.Next() is { Length: > 0 } rows)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return rows;
        }
    }
}
