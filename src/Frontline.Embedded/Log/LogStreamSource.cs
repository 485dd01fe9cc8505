using Frontline.Core.Road;

namespace Frontline.Embedded.Log;

/// <summary>The Stream on one machine: the Inbox log seen through the Enricher. No second log.</summary>
/// <remarks>For one Recorder; calls of <see cref="ReadAsync"/> that overlap are served one after another.</remarks>
public sealed class LogStreamSource(SegmentLog log, IEnricher enricher) : IStreamSource, IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private LogReader? reader;

    public string LogId => log.Id;

    public long End => log.End;

    public async ValueTask<IReadOnlyList<StreamBatch>> ReadAsync(long from, int maxEvents, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEvents, 1);
        log.ThrowIfOutside(from);
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await log.WaitAsync(from, cancellation).ConfigureAwait(false);
            if (reader?.Position != from)
            {
                reader?.Dispose();
                reader = log.OpenReader(from);
            }

            return ReadBatches(reader, maxEvents, cancellation);
        }
        catch
        {
            // Wherever the reader stands now, the next call says where it begins.
            reader?.Dispose();
            reader = null;
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    public ValueTask TrimAsync(long before, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return log.TrimAsync(before);
    }

    public void Dispose()
    {
        reader?.Dispose();
        gate.Dispose();
    }

    private List<StreamBatch> ReadBatches(LogReader from, int maxEvents, CancellationToken cancellation)
    {
        var batches = new List<StreamBatch>();
        var events = 0;
        try
        {
            while (events < maxEvents && !(cancellation.IsCancellationRequested && batches.Count > 0) && from.TryRead(out var record))
            {
                var position = from.Position - 1;
                var batch = Decode(record, position);
                batches.Add(enricher.Enrich(log.Id, position, batch));
                events += batch.EventCount;
            }
        }
        catch (StreamDamagedException) when (batches.Count > 0)
        {
            // What stands before the damage is good. The next call begins at the damage and meets it again.
        }

        return batches;
    }

    private ReceivedBatch Decode(ReadOnlyMemory<byte> record, long position)
    {
        try
        {
            return BatchRecord.Decode(record, log.RecordBytesMax);
        }
        catch (InvalidDataException exception)
        {
            throw new StreamDamagedException($"Record {position} of the log in '{log.Directory}' is intact and not a batch: {exception.Message}", log.Directory, position);
        }
    }
}
