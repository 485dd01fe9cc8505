using Frontline.Core.Events;

namespace Frontline.Rejects.Replaying;

/// <summary>A reject as the warehouse has it.</summary>
/// <param name="Game">Its game.</param>
/// <param name="WriteKey">The kind of key it came by.</param>
/// <param name="ReceivedUs">When its batch was received, microseconds since 1970.</param>
/// <param name="Log">Its receipt's log.</param>
/// <param name="Receipt">Its receipt's position.</param>
/// <param name="ReceiptIndex">Its index.</param>
/// <param name="Number">How many rejects of the batch with equal bytes stood before it.</param>
/// <param name="Payload">The event as sent.</param>
/// <param name="Context">What stood beside the batch's events, or null.</param>
internal sealed record StoredReject(string Game, string WriteKey, long ReceivedUs, string Log, long Receipt, int ReceiptIndex, int Number, string Payload, string? Context)
{
    public RejectId Id => new(Log, Receipt, ReceiptIndex);
}
