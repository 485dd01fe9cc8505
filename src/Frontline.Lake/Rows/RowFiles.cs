using Frontline.Core.Events;
using Frontline.Core.Storage;

namespace Frontline.Lake.Rows;

/// <summary>Writes and reads Parquet files of rows, docs/specs/lake.md, "Rows".</summary>
public static class RowFiles
{
    /// <summary>Sorts rows in place by (game, player_id, time, receipt, receipt_index) and writes them to one file, durable on return.</summary>
    public static ValueTask<DataFile> WriteAsync(IObjectStore store, string name, DataFileKind kind, RecordedRow[] rows, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Reads a file's rows in file order, in blocks of at most a few thousand.</summary>
    /// <exception cref="Frontline.Core.DataDamagedException">The file is missing or cannot be read.</exception>
    public static IAsyncEnumerable<IReadOnlyList<RecordedRow>> ReadAsync(IObjectStore store, DataFile file, CancellationToken cancellation = default) => throw new NotImplementedException();
}
