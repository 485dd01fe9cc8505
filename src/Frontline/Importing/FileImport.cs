using System.Buffers;
using Frontline.Client;
using Frontline.Core.Road;

namespace Frontline.Importing;

/// <summary>
/// One file through the road: the rows that are not recorded yet are sent in chunks, of which one is under way while the next is made. Rows are never split between chunks, so an import that was broken off goes on at a row.
/// </summary>
internal sealed class FileImport(ImportSender sender, ImportContent content, IImportRows rows, string mappingFingerprint)
{
    private const int ChunkBytes = 4 << 20;

    private readonly List<long> chunkRows = [];
    private readonly List<int> chunkNumbers = [];
    private readonly ArrayBufferWriter<byte> rowBuffer = new();
    private ArrayBufferWriter<byte> chunk = new();
    private ArrayBufferWriter<byte> sending = new();
    private Task underWay = Task.CompletedTask;
    private long firstRow;

    /// <param name="recordedRowsEnd">Rows before this one are recorded, and not sent again.</param>
    /// <param name="report">Called with each row.</param>
    /// <param name="cancellation">Cancels it; what was sent stays.</param>
    /// <exception cref="ImportFileException">The file cannot be read on, or was changed meanwhile.</exception>
    /// <exception cref="ServerUnreachableException">The server went away.</exception>
    public async Task<ImportCounts> RunAsync(long recordedRowsEnd, Action report, CancellationToken cancellation)
    {
        var row = 0L;
        var events = 0L;
        firstRow = recordedRowsEnd;
        try
        {
            for (; rows.Read(); row++)
            {
                report();
                if (row >= recordedRowsEnd)
                {
                    events += await AddAsync(row, cancellation).ConfigureAwait(false);
                }
            }

            await SendChunkAsync(row, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await underWay.ConfigureAwait(false);
        }

        content.RequireUnchanged();
        return new ImportCounts(row, events, Math.Min(row, recordedRowsEnd));
    }

    private async Task<int> AddAsync(long row, CancellationToken cancellation)
    {
        rowBuffer.ResetWrittenCount();
        var count = rows.WriteEvents(row, rowBuffer);
        if (chunkRows.Count + count > ImportWire.EventsMax || chunk.WrittenCount + rowBuffer.WrittenCount > ChunkBytes)
        {
            await SendChunkAsync(row, cancellation).ConfigureAwait(false);
        }

        for (var number = 0; number < count; number++)
        {
            chunkRows.Add(row);
            chunkNumbers.Add(number);
        }

        chunk.Write(rowBuffer.WrittenSpan);
        return count;
    }

    private async Task SendChunkAsync(long endRow, CancellationToken cancellation)
    {
        await underWay.ConfigureAwait(false);
        underWay = Task.CompletedTask;
        if (chunkRows.Count == 0)
        {
            return;
        }

        (chunk, sending) = (sending, chunk);
        chunk.ResetWrittenCount();
        var range = new ImportRange(content.Hash, mappingFingerprint, firstRow, endRow, [.. chunkRows], [.. chunkNumbers]);
        firstRow = endRow;
        chunkRows.Clear();
        chunkNumbers.Clear();
        underWay = sender.SendAsync(range, sending.WrittenMemory, cancellation);
    }
}
