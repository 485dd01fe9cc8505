using System.Buffers;
using Frontline.Client;
using Frontline.Core.Road;

namespace Frontline.Importing;

/// <summary>
/// One file through the road: its content is hashed, the server says how much of that content it has recorded, and the rest is sent in chunks, of which one is
/// under way while the next is made. Rows are never split between chunks, so an import that was broken off goes on at a row.
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

    /// <param name="report">Called with each row.</param>
    /// <param name="cancellation">Cancels it; what was sent stays.</param>
    /// <returns>Rows, events sent, and rows that were recorded before.</returns>
    /// <exception cref="ImportFileException">The content was imported with another mapping, or the file cannot be read on.</exception>
    /// <exception cref="ServerUnreachableException">The server went away.</exception>
    public async Task<(long Rows, long Events, long Already)> RunAsync(Action report, CancellationToken cancellation)
    {
        var status = await sender.StatusAsync(content.Hash, mappingFingerprint, cancellation).ConfigureAwait(false);
        if (status.Conflict is { } conflict)
        {
            throw new ImportFileException($"{content.Path}: {conflict}");
        }

        var row = 0L;
        var events = 0L;
        firstRow = status.RecordedRowsEnd;
        try
        {
            for (; rows.Read(); row++)
            {
                report();
                if (row >= status.RecordedRowsEnd)
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
        return (row, events, Math.Min(row, status.RecordedRowsEnd));
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
