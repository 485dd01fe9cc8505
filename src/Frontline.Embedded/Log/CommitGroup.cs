using System.Buffers;

namespace Frontline.Embedded.Log;

/// <summary>Appends that share one write and one sync. Filled under the queue's lock, then owned by the flusher.</summary>
/// <param name="buffer">Holds the frames one after another, with room to fill the last block up.</param>
internal sealed class CommitGroup(byte[] buffer)
{
    // Continuations run elsewhere: the flusher must never wait for what a caller does next.
    private readonly TaskCompletionSource<long> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first record's position once all are durable.</summary>
    public Task<long> Completion => completion.Task;

    public byte[] Buffer => buffer;

    /// <summary>Bytes of frames so far.</summary>
    public int Bytes { get; private set; }

    /// <summary>Bytes written to the file: whole blocks, so that the disk need not read a block to change it.</summary>
    public int BlockBytes => LogFormat.AlignToBlock(Bytes);

    public int Records { get; private set; }

    /// <summary>Adds a record and returns its index in the group. Its header is completed by <see cref="Seal"/>, when the position is known.</summary>
    public int Add<TState>(int length, TState state, SpanAction<byte, TState> write)
    {
        var frame = buffer.AsSpan(Bytes, LogFormat.FrameBytes(length));
        var payload = frame[LogFormat.FrameHeaderBytes..];
        write(payload[..length], state);
        payload[length..].Clear();
        new FrameHeader(Salt: 0, Position: 0, Group: 0, length, IsLast: false, LogFormat.Checksum(payload)).Write(frame);
        Bytes += frame.Length;
        return Records++;
    }

    /// <summary>Gives every frame its number, makes the last one the last, and fills the block up with zeros.</summary>
    public ReadOnlySpan<byte> Seal(ulong salt, uint group, long firstPosition)
    {
        var offset = 0;
        for (var index = 0; index < Records; index++)
        {
            var frame = buffer.AsSpan(offset);
            if (!FrameHeader.TryRead(frame, salt: 0, out var header))
                throw new InvalidOperationException($"Frame {index} of a group was changed in memory before it was written.");
            (header with { Salt = salt, Position = firstPosition + index, Group = group, IsLast = index == Records - 1 }).Write(frame);
            offset += LogFormat.FrameBytes(header.PayloadBytes);
        }

        buffer.AsSpan(Bytes, BlockBytes - Bytes).Clear();
        return buffer.AsSpan(0, BlockBytes);
    }

    public void Complete(long firstPosition) => completion.TrySetResult(firstPosition);

    public void Fail(Exception exception)
    {
        completion.TrySetException(exception);

        // Callers that gave up do not leave an unobserved exception behind.
        _ = completion.Task.Exception;
    }
}
