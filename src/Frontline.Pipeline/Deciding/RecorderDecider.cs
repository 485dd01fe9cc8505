using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Pipeline.Keyed;

namespace Frontline.Pipeline.Deciding;

/// <summary>
/// The one place that decides what becomes of an event: drops redeliveries, recognises duplicates, fixes clocks, applies limits, numbers players. Reads
/// <see cref="RecordedState"/> and does no other input or output.
/// </summary>
internal sealed class RecorderDecider(RecordedState state, RecorderOptions options)
{
    private readonly ClockRules clocks = new(options);

    /// <summary>Decides the events of the next batch of the Stream, in order, and adds their rows to an entry.</summary>
    /// <param name="batch">The batch that follows the entry's end.</param>
    /// <param name="decidedAt">Now, and not before the chain's newest <c>recorded_at</c>.</param>
    /// <param name="entry">The entry being made.</param>
    public void Decide(StreamBatch batch, Timestamp decidedAt, EntryBuilder entry)
    {
        entry.Begin(batch, isNew: batch.Items.Count == 0 || !state.KnowsBatch(batch.Items[0].Receipt.Log, batch.Items[0].Receipt.Position));
        foreach (var item in batch.Items)
        {
            if (state.HasReceipt(item.Receipt))
            {
                continue;
            }

            var row = Decide(batch, item, decidedAt);
            state.Take(row);
            entry.Add(row);
        }
    }

    private RecordedRow Decide(StreamBatch batch, StreamItem item, Timestamp decidedAt)
    {
        if (batch.Import is { } import && item.ImportRow is { } importRow)
        {
            if (state.MappingOf(batch.Game, import.ContentHash) is { } mapping && mapping != import.MappingFingerprint)
            {
                return Reject(batch, item, new Violation(RejectCodes.ImportMapping, "", "The same content was imported with another mapping before; import it with that mapping, or change the content."));
            }

            if (state.HasImported(batch.Game, import.ContentHash, new ImportedAt(importRow, item.ImportNumber ?? 0)))
            {
                return Row(batch, item, Outcome.Duplicate, duplicateOf: DuplicateOf.Import);
            }
        }

        if (ReplayOf(batch, item) is { } reject && state.HasReplayed(reject))
        {
            return Row(batch, item, Outcome.Duplicate, duplicateOf: DuplicateOf.Replay);
        }

        if (item.Reject is not null)
        {
            return Row(batch, item, Outcome.Reject, item.Reject);
        }

        if (RecordedState.HasDedupeKey(item.Event, isImport: batch.Import is not null || (batch.Replay is not null && batch.Key is WriteKeyKind.Import)) && state.HasIdentity(item.Event.ClientTime, item.Identity))
        {
            return Row(batch, item, Outcome.Duplicate, duplicateOf: DuplicateOf.Identity);
        }

        return DecideEvent(batch, item, decidedAt);
    }

    private RecordedRow DecideEvent(StreamBatch batch, StreamItem item, Timestamp decidedAt)
    {
        var isHistory = batch.Key is WriteKeyKind.History or WriteKeyKind.Import;
        var player = state.Player(Identity.OfPlayer(batch.Game, item.Event.PlayerId ?? ""));
        var (time, offset) = (batch.ReceivedAt, 0L);
        if (item.Event.ClientTime is { } clientTime)
        {
            offset = isHistory ? 0 : player?.OffsetMicros(item.Event.SessionId, batch.ReceivedAt, options.SessionIdle, isReplay: batch.Replay is not null) ?? clocks.Measure(batch.ReceivedAt, item.Event.SentAt);
            time = new Timestamp(clientTime.UnixMicros + offset);
        }

        if (!isHistory && Limit(batch, item, time) is { } reject)
        {
            return reject;
        }

        var row = Row(batch, item, Outcome.Event);
        row.PlayerKey = player?.Key ?? state.NextPlayerKey;
        row.Time = time;
        row.ClockOffsetMicros = offset;
        row.Live = batch.Replay is null && batch.Key == WriteKeyKind.Production && time >= decidedAt - options.LiveHorizon && !TestFlags.Any(item.Event.Flags);
        row.RepeatTransaction = RecordedState.TransactionOf(batch.Game, item.Event) is { } transaction && state.HasTransaction(transaction);
        return row;
    }

    private RecordedRow? Limit(StreamBatch batch, StreamItem item, Timestamp time)
    {
        if (clocks.Limit(batch.ReceivedAt, time) is { } violation)
        {
            return Reject(batch, item, violation);
        }

        return time < state.Buckets.LateFloor
            ? Reject(batch, item, new Violation(RejectCodes.TooLate, ClockRules.Path, $"The event's time {ClockRules.Text(time)} lies before {ClockRules.Text(state.Buckets.LateFloor)}: the disk budget of the dedupe keys is reached, and earlier duplicates can no longer be told."))
            : null;
    }

    private static RecordedRow Reject(StreamBatch batch, StreamItem item, Violation violation) => Row(batch, item, Outcome.Reject, new Reject
    {
        Stage = RejectCodes.Stage,
        Violations = [violation],
        Processor = ProgramVersion.Current,
        Payload = item.Raw,
        BatchContext = item.BatchContext,
    });

    private static RejectId? ReplayOf(StreamBatch batch, StreamItem item) => batch.Replay?.IdOf(item.Receipt.Index);

    private static RecordedRow Row(StreamBatch batch, StreamItem item, Outcome outcome, Reject? reject = null, DuplicateOf? duplicateOf = null) => new()
    {
        Outcome = outcome,
        Game = batch.Game,
        Receipt = item.Receipt,
        ReceivedAt = batch.ReceivedAt,
        Key = batch.Key,
        Identity = item.Identity,
        ImportHash = item.ImportRow is null ? null : batch.Import?.ContentHash,
        ImportRow = item.ImportRow,
        ImportNumber = item.ImportNumber,
        ImportMapping = item.ImportRow is null ? null : batch.Import?.MappingFingerprint,
        ReplayOf = ReplayOf(batch, item),
        Event = item.Event,
        Reject = reject,
        DuplicateOf = duplicateOf,
    };
}
