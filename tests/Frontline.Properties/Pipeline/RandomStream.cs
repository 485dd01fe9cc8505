using System.Globalization;
using System.Text;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;

namespace Frontline.Properties.Pipeline;

/// <summary>Batches as unkind clients, an unkind queue and importers make them: few players, few ids, wrong clocks, retries, redeliveries.</summary>
internal sealed class RandomStream(Random random)
{
    public const string Log = "0123456789ab";
    private const string Game = "game";

    private readonly List<StreamBatch> made = [];
    private readonly int importRows = random.Next(1, 6);
    private long receipts;

    /// <summary>The next batch: new, or an earlier one delivered again.</summary>
    public StreamBatch Next(long position, Timestamp now)
    {
        if (made.Count > 0 && random.Next(6) == 0)
        {
            var again = made[random.Next(made.Count)];
            return With(again, position, again.Items);
        }

        var batch = New(position, now);
        made.Add(batch);
        return batch;
    }

    private StreamBatch New(long position, Timestamp now)
    {
        var kind = random.Next(10) switch
        {
            0 => WriteKeyKind.Dev,
            1 => WriteKeyKind.History,
            2 or 3 => WriteKeyKind.Import,
            _ => WriteKeyKind.Production,
        };
        var count = random.Next(1, 5);
        var receipt = receipts++;
        var import = kind == WriteKeyKind.Import ? Import(count) : null;
        var skew = TimeSpan.FromMinutes(random.Next(3) == 0 ? random.Next(-600, 600) : 0);
        Timestamp? sentAt = random.Next(8) == 0 ? null : now - skew - TimeSpan.FromSeconds(random.Next(0, 20));
        var player = $"p{random.Next(4)}";
        var session = random.Next(3) == 0 ? null : $"s{random.Next(4)}";
        var items = Enumerable.Range(0, count).Select(index => Item(kind, new Receipt(Log, receipt, index, count), import, Fields(player, session, now - skew, sentAt, index))).ToList();
        return new StreamBatch { Position = position, Game = Game, Key = kind, ReceivedAt = now, EventCount = count, Items = items, Import = import, Versions = Versions(now) };
    }

    private EventFields Fields(string player, string? session, Timestamp clock, Timestamp? sentAt, int index)
    {
        var fields = new EventFields
        {
            Name = random.Next(4) == 0 ? random.Next(3) == 0 ? EventNames.Refund : EventNames.Purchase : EventNames.LevelStart,
            PlayerId = random.Next(5) == 0 ? $"p{random.Next(4)}" : player,
            EventId = random.Next(4) == 0 ? null : $"e{random.Next(30)}",
            SentAt = sentAt,
            SessionId = session,
            ClientTime = random.Next(10) switch
            {
                0 => null,
                1 => clock - TimeSpan.FromDays(random.Next(20, 45)),
                2 => clock + TimeSpan.FromMinutes(random.Next(0, 200)),
                _ => new Timestamp((clock.UnixHour - random.Next(3)) * Timestamp.MicrosPerHour),
            },
            PlayerMade = true,
            Props = index.ToString(CultureInfo.InvariantCulture),
        };
        if (fields.Name != EventNames.LevelStart)
        {
            (fields.Store, fields.TransactionId) = (random.Next(2) == 0 ? "apple" : null, $"t{random.Next(6)}");
        }

        return fields;
    }

    private StreamItem Item(WriteKeyKind kind, Receipt receipt, ImportRange? import, EventFields fields)
    {
        var isReject = random.Next(10) == 0;
        return new StreamItem
        {
            Receipt = receipt,
            Event = fields,
            Raw = "{}"u8.ToArray(),
            PartitionKey = Identity.PartitionKey(Game, fields.PlayerId!),
            ImportRow = import?.Rows[receipt.Index],
            ImportNumber = import?.Numbers[receipt.Index],
            Identity = fields.EventId is not null ? Identity.OfEventId(Game, fields.PlayerId!, fields.EventId)
                : kind == WriteKeyKind.Import ? Identity.OfImport(Game, import!.ContentHash, import.Rows[receipt.Index], import.Numbers[receipt.Index])
                : fields.ClientTime is { } time ? Identity.OfContent(Game, fields.PlayerId!, Encoding.UTF8.GetBytes(fields.Name + time), receipt.Index)
                : Identity.OfReceipt(receipt.Log, receipt.Position, receipt.Index),
            Reject = isReject ? new Reject { Stage = "validate", Violations = [new Violation("bad", "/x", "It is bad.")], Processor = "1", Payload = "{}"u8.ToArray() } : null,
        };
    }

    /// <summary>Rows from somewhere in one of two files, now and then mapped otherwise.</summary>
    private ImportRange Import(int count)
    {
        var hash = new string((char)('a' + random.Next(2)), 64);
        var first = random.Next(12);
        var rows = new List<long>();
        var numbers = new List<int>();
        for (var index = 0; index < count; index++)
        {
            // Every third row of this content makes no event; importRows events come of each other one.
            var nth = first + index;
            rows.Add((nth / importRows * 3 / 2) + (nth / importRows % 2));
            numbers.Add(nth % importRows);
        }

        return new ImportRange(hash, random.Next(12) == 0 ? "another mapping" : "mapping", rows[0], rows[^1] + 1, rows, numbers);
    }

    private static Dictionary<string, string> Versions(Timestamp now) => new() { ["plan"] = (now.UnixHour % 3).ToString(CultureInfo.InvariantCulture) };

    private static StreamBatch With(StreamBatch batch, long position, IReadOnlyList<StreamItem> items) => new()
    {
        Position = position,
        Game = batch.Game,
        Key = batch.Key,
        ReceivedAt = batch.ReceivedAt,
        EventCount = batch.EventCount,
        Items = items,
        Import = batch.Import,
        Versions = batch.Versions,
    };
}
