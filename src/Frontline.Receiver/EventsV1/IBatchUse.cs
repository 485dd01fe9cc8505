using Frontline.Core.Road;

namespace Frontline.Receiver.EventsV1;

/// <summary>What becomes of a batch that may be sent here and holds.</summary>
internal interface IBatchUse
{
    /// <summary>Why no batch can be taken now, for an empty 503; null when one can.</summary>
    string? Refusal { get; }

    /// <summary>Uses a batch; its body is not touched again once this has returned.</summary>
    /// <param name="batch">A batch; without events when <see cref="ReceivedBatch.EventCount"/> is 0.</param>
    /// <param name="unknownFieldCount">Fields beside its events that are not known here.</param>
    /// <returns>The body of the 200.</returns>
    /// <exception cref="InboxUnavailableException">It could not be taken.</exception>
    ValueTask<byte[]> TakeAsync(ReceivedBatch batch, int unknownFieldCount);
}
