using Frontline.Core.Road;

namespace Frontline.Receiver.EventsV1;

/// <summary>Says what would become of batches and keeps nothing: <c>POST /v1/validate</c>.</summary>
internal sealed class JudgingUse(IBatchJudge judge) : IBatchUse
{
    /// <summary>Nothing is stored, so a full disk is no reason not to judge.</summary>
    public string? Refusal => null;

    public ValueTask<byte[]> TakeAsync(ReceivedBatch batch, int unknownFieldCount) => new(judge.Judge(batch));
}
