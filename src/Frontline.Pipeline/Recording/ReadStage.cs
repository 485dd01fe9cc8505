using System.Threading.Channels;
using Frontline.Core.Road;

namespace Frontline.Pipeline.Recording;

/// <summary>Reads (and on one machine thereby enriches) the Stream from the chain's end on.</summary>
internal sealed class ReadStage(IStreamSource source, RecorderOptions options, RecorderProgress progress)
{
    /// <param name="from">The first position to read.</param>
    /// <param name="output">Completed when told to stop.</param>
    /// <param name="stop">Ends the reading; what was read goes on.</param>
    /// <param name="abort">Another stage has failed.</param>
    public async Task RunAsync(long from, ChannelWriter<IReadOnlyList<StreamBatch>> output, CancellationToken stop, CancellationToken abort)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var batches = await ReadAsync(from, either.Token).ConfigureAwait(false);
                from = batches[^1].Position + 1;
                progress.Read(batches);
                await output.WriteAsync(batches, abort).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !abort.IsCancellationRequested)
        {
        }

        output.Complete();
    }

    private async ValueTask<IReadOnlyList<StreamBatch>> ReadAsync(long from, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(from, options.ReadEventsMax, cancellation).ConfigureAwait(false);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new LogDoesNotFitChainException(
                $"The lake has recorded the log {source.LogId} up to position {from}, but the log has nothing there (it ends at {source.End}): what is missing was deleted from the log when an entry " +
                "of the chain said that it was recorded. The lake was restored from an older copy, or a part of it is lost.");
        }
    }
}
