using System.Buffers;
using System.IO.Pipelines;

namespace Frontline.Receiver.Bodies;

/// <summary>A request's body as sent: the server's own memory when it came in one piece, else a pooled copy. Valid until disposed.</summary>
internal sealed class RequestBody(PipeReader reader, BufferBudget budget, int sentBytesMax) : IDisposable
{
    private readonly PooledBuffer copy = new(budget, sentBytesMax);
    private SequencePosition? held;

    public ReadOnlyMemory<byte> Sent { get; private set; }

    /// <summary>Reads to the end of the body, its bound or <paramref name="timeout"/>. Null when <see cref="Sent"/> has the whole body.</summary>
    public async ValueTask<Refusal?> ReadAsync(long? contentLength, TimeSpan timeout, TimeProvider time)
    {
        // Most bodies are here at once; only a body that is waited for needs a timer.
        ITimer? timer = null;
        try
        {
            while (true)
            {
                if (!reader.TryRead(out var read))
                {
                    timer ??= time.CreateTimer(static state => ((PipeReader)state!).CancelPendingRead(), reader, timeout, Timeout.InfiniteTimeSpan);
                    read = await reader.ReadAsync().ConfigureAwait(false);
                }

                var refusal = Take(read, contentLength);
                if (refusal is not null || read.IsCompleted)
                    return refusal;
            }
        }
        finally
        {
            if (timer is not null)
                await timer.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (held is { } end)
            reader.AdvanceTo(end);
        copy.Dispose();
    }

    private Refusal? Take(ReadResult read, long? contentLength)
    {
        var buffer = read.Buffer;
        if (read.IsCanceled)
        {
            reader.AdvanceTo(buffer.End);
            return new Refusal(RefusalCode.BodyTooSlow, "The body took too long to arrive.");
        }

        if (copy.Length + buffer.Length > sentBytesMax)
        {
            reader.AdvanceTo(buffer.End);
            return TooLarge(sentBytesMax);
        }

        if (read.IsCompleted && copy.Length == 0 && buffer.IsSingleSegment)
        {
            held = buffer.End;
            Sent = buffer.First;
            return null;
        }

        var expected = Math.Max(buffer.Length, Math.Min(contentLength ?? 0, sentBytesMax) - copy.Length);
        var fits = copy.Free.Length >= buffer.Length || copy.TryGrow((int)expected);
        if (fits)
        {
            buffer.CopyTo(copy.Free);
            copy.Advance((int)buffer.Length);
        }

        reader.AdvanceTo(buffer.End);
        Sent = copy.Written;
        return fits ? null : new Refusal(RefusalCode.BuffersFull, "All requests together hold as many bytes as they may.");
    }

    public static Refusal TooLarge(int sentBytesMax) =>
        new(RefusalCode.BodyTooLarge, $"The body is larger than {sentBytesMax} bytes as sent. Send smaller batches, or compress them.");
}
