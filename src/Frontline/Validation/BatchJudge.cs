using System.Text.Json;
using Frontline.Client;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Pipeline.Deciding;
using Frontline.Receiver;

namespace Frontline.Validation;

/// <summary>
/// Judges batches by the very steps and clock rules that recorded events go through. What hangs on what was sent before is left out: whether an event is a
/// duplicate, and the clock that a session's first batch was measured by.
/// </summary>
internal sealed class BatchJudge(IEnricher enricher, ClockRules clocks) : IBatchJudge
{
    /// <summary>Receipts of events that are never kept name no log.</summary>
    private const string NoLog = "000000000000";

    public byte[] Judge(ReceivedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.EventCount == 0)
        {
            return JsonSerializer.SerializeToUtf8Bytes(new BatchVerdict(0, 0, null, []), WireJson.Options);
        }

        var enriched = enricher.Enrich(NoLog, position: 0, batch);
        var verdicts = enriched.Items.Select(item => Verdict(batch, item)).ToList();
        var rejected = verdicts.Count(verdict => verdict.Outcome == EventVerdict.Rejected);
        var plan = enriched.Versions?.GetValueOrDefault($"plan:{batch.Game}");
        return JsonSerializer.SerializeToUtf8Bytes(new BatchVerdict(verdicts.Count - rejected, rejected, plan, verdicts), WireJson.Options);
    }

    private EventVerdict Verdict(ReceivedBatch batch, StreamItem item)
    {
        var fields = item.Event;
        if (item.Reject is { } reject)
        {
            return EventVerdict.OfReject(item.Receipt.Index, fields, reject.Stage, reject.Violations);
        }

        var isHistory = batch.Key is WriteKeyKind.History or WriteKeyKind.Import;
        var offset = isHistory || fields.ClientTime is null ? 0 : clocks.Measure(batch.ReceivedAt, fields.SentAt);
        var time = fields.ClientTime is { } clientTime ? new Timestamp(clientTime.UnixMicros + offset) : batch.ReceivedAt;
        return !isHistory && clocks.Limit(batch.ReceivedAt, time) is { } violation
            ? EventVerdict.OfReject(item.Receipt.Index, fields, Pipeline.RejectCodes.Stage, [violation])
            : EventVerdict.OfEvent(item.Receipt.Index, fields, time, offset);
    }
}
