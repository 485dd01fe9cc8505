using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;

namespace Frontline.Properties.Pipeline;

/// <summary>What the specification says a Recorder decides, over everything in memory and without a thought for speed, crashes or expiry.</summary>
internal sealed class NaiveRecorder
{
    private readonly HashSet<Receipt> receipts = [];
    private readonly HashSet<(long? Hour, UInt128 Identity)> identities = [];
    private readonly Dictionary<string, string> mappings = [];
    private readonly HashSet<(string Hash, long Row, int Number)> imported = [];
    private readonly HashSet<(string Player, string? Store, string Transaction, bool IsRefund)> transactions = [];
    private readonly Dictionary<string, long> players = [];
    private readonly Dictionary<(string Player, string Session), long> sessions = [];
    private readonly Dictionary<string, (Timestamp At, long Offset)> sessionless = [];

    /// <summary>What became of each event: one line by (receipt, index).</summary>
    public SortedDictionary<(long Position, int Index), string> Rows { get; } = [];

    /// <summary>Events received, redeliveries not counted again.</summary>
    public long Received => receipts.Count;

    /// <summary>A row of the lake as such a line.</summary>
    public static string Line(RecordedRow row) => Line(row.Outcome, row.PlayerKey, row.Time, row.ClockOffsetMicros, row.RepeatTransaction, row.Reject?.Violations[0].Code, row.DuplicateOf);

    public void Take(StreamBatch batch)
    {
        foreach (var item in batch.Items)
        {
            if (receipts.Add(item.Receipt))
            {
                Rows.Add((item.Receipt.Position, item.Receipt.Index), Decide(batch, item));
            }
        }
    }

    private string Decide(StreamBatch batch, StreamItem item)
    {
        if (batch.Import is { } import)
        {
            if (mappings.TryGetValue(import.ContentHash, out var mapping) && mapping != import.MappingFingerprint)
            {
                return Reject("import_mapping_changed");
            }

            mappings[import.ContentHash] = import.MappingFingerprint;
            if (!imported.Add((import.ContentHash, item.ImportRow!.Value, item.ImportNumber!.Value)))
            {
                return Duplicate(DuplicateOf.Import);
            }
        }

        if (item.Reject is not null)
        {
            return Reject("bad");
        }

        var isRecognised = item.Event.EventId is not null || (item.Event.ClientTime is not null && batch.Import is null);
        var identity = (item.Event.ClientTime?.UnixHour, item.Identity);
        return isRecognised && identities.Contains(identity) ? Duplicate(DuplicateOf.Identity) : DecideEvent(batch, item, isRecognised ? identity : null);
    }

    private string DecideEvent(StreamBatch batch, StreamItem item, (long?, UInt128)? identity)
    {
        var (fields, player) = (item.Event, item.Event.PlayerId!);
        var (time, offset) = (batch.ReceivedAt, 0L);
        var isHistory = batch.Key is WriteKeyKind.History or WriteKeyKind.Import;
        if (fields.ClientTime is { } clientTime)
        {
            offset = isHistory ? 0 : Offset(batch, fields, player);
            time = new Timestamp(clientTime.UnixMicros + offset);
        }

        if (!isHistory && time > batch.ReceivedAt + TimeSpan.FromHours(1))
        {
            return Reject("in_future");
        }

        if (!isHistory && time < batch.ReceivedAt - TimeSpan.FromDays(30))
        {
            return Reject("too_late");
        }

        if (identity is { } known)
        {
            identities.Add(known);
        }

        if (!isHistory && fields.ClientTime is not null)
        {
            if (fields.SessionId is not null)
            {
                sessions.TryAdd((player, fields.SessionId), offset);
            }
            else
            {
                var at = sessionless.TryGetValue(player, out var last) && last.At > batch.ReceivedAt ? last.At : batch.ReceivedAt;
                sessionless[player] = (at, offset);
            }
        }

        players.TryAdd(player, players.Count + 1);
        var repeat = fields is { TransactionId: not null, Name: EventNames.Purchase or EventNames.Refund }
            && !transactions.Add((player, fields.Store, fields.TransactionId, fields.Name == EventNames.Refund));
        return Line(Outcome.Event, players[player], time, offset, repeat, code: null, duplicateOf: null);
    }

    private long Offset(StreamBatch batch, EventFields fields, string player)
    {
        if (fields.SessionId is not null && sessions.TryGetValue((player, fields.SessionId), out var known))
        {
            return known;
        }

        if (fields.SessionId is null && sessionless.TryGetValue(player, out var last) && batch.ReceivedAt - last.At <= TimeSpan.FromMinutes(30))
        {
            return last.Offset;
        }

        return fields.SentAt is { } sent && (batch.ReceivedAt - sent).Duration() > TimeSpan.FromSeconds(30) ? batch.ReceivedAt.UnixMicros - sent.UnixMicros : 0;
    }

    private static string Reject(string code) => Line(Outcome.Reject, 0, default, 0, repeat: false, code, duplicateOf: null);

    private static string Duplicate(DuplicateOf of) => Line(Outcome.Duplicate, 0, default, 0, repeat: false, code: null, of);

    private static string Line(Outcome outcome, long player, Timestamp time, long offset, bool repeat, string? code, DuplicateOf? duplicateOf) =>
        $"{outcome} player {player} at {time} offset {offset} repeat {repeat} code {code} duplicate of {duplicateOf}";
}
