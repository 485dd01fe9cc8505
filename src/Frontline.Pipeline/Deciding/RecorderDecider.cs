using System.Globalization;
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
                return Reject(batch, item, RejectCodes.ImportMapping, "", "The same content was imported with another mapping before; import it with that mapping, or change the content.");
            }

            if (state.HasImported(batch.Game, import.ContentHash, new ImportedAt(importRow, item.ImportNumber ?? 0)))
            {
                return Row(batch, item, Outcome.Duplicate, duplicateOf: DuplicateOf.Import);
            }
        }

        if (item.Reject is not null)
        {
            return Row(batch, item, Outcome.Reject, item.Reject);
        }

        if (RecordedState.HasDedupeKey(item.Event, batch.Import is not null) && state.HasIdentity(item.Event.ClientTime, item.Identity))
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
            offset = isHistory ? 0 : player?.OffsetMicros(item.Event.SessionId, batch.ReceivedAt, options.SessionIdle) ?? Measure(batch.ReceivedAt, item.Event.SentAt);
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
        row.Live = batch.Key == WriteKeyKind.Production && time >= decidedAt - options.LiveHorizon && !TestFlags.Any(item.Event.Flags);
        row.RepeatTransaction = RecordedState.TransactionOf(batch.Game, item.Event) is { } transaction && state.HasTransaction(transaction);
        return row;
    }

    /// <summary>
    /// What to add to client times of a session that begins with this batch. A difference within a plausible network delay is taken for one, since correcting by
    /// it would shift events by the delay; a larger one is the clock's, whichever way it goes (behind: positive, ahead: negative).
    /// </summary>
    private long Measure(Timestamp receivedAt, Timestamp? sentAt)
    {
        if (sentAt is not { } sent)
        {
            return 0;
        }

        var micros = receivedAt.UnixMicros - sent.UnixMicros;
        return Math.Abs(micros) > options.NetworkDelayMax.Ticks / TimeSpan.TicksPerMicrosecond ? micros : 0;
    }

    private RecordedRow? Limit(StreamBatch batch, StreamItem item, Timestamp time)
    {
        if (time > batch.ReceivedAt + options.FutureLimit)
        {
            return Reject(batch, item, RejectCodes.InFuture, "/time", $"The event's time {Text(time)} lies more than {Minutes(options.FutureLimit)} minutes ahead of when it was received, {batch.ReceivedAt}.");
        }

        if (time < batch.ReceivedAt - options.LateLimit)
        {
            return Reject(batch, item, RejectCodes.TooLate, "/time", $"The event's time {Text(time)} lies more than {Days(options.LateLimit)} days before it was received, {batch.ReceivedAt}.");
        }

        return time < state.Buckets.LateFloor
            ? Reject(batch, item, RejectCodes.TooLate, "/time", $"The event's time {Text(time)} lies before {Text(state.Buckets.LateFloor)}: the disk budget of the dedupe keys is reached, and earlier duplicates can no longer be told.")
            : null;
    }

    /// <summary>A corrected time may lie beyond the calendar.</summary>
    private static string Text(Timestamp time)
    {
        var first = Timestamp.FromDateTimeOffset(DateTimeOffset.MinValue);
        var last = Timestamp.FromDateTimeOffset(DateTimeOffset.MaxValue);
        return time < first ? "before the year 1" : time > last ? "after the year 9999" : time.ToString();
    }

    private static string Minutes(TimeSpan span) => span.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Days(TimeSpan span) => span.TotalDays.ToString("0.##", CultureInfo.InvariantCulture);

    private static RecordedRow Reject(StreamBatch batch, StreamItem item, string code, string path, string message) => Row(batch, item, Outcome.Reject, new Reject
    {
        Stage = RejectCodes.Stage,
        Violations = [new Violation(code, path, message)],
        Processor = ProgramVersion.Current,
        Payload = item.Raw,
        BatchContext = item.BatchContext,
    });

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
        Event = item.Event,
        Reject = reject,
        DuplicateOf = duplicateOf,
    };
}
