using System.Globalization;
using System.Text;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;

namespace Frontline.Testing.Rows;

/// <summary>Rows as a Recorder would commit them, from a seed: every column, every outcome, every kind of identity, values at their edges.</summary>
public sealed class RandomRows(int seed, string log = "0123456789ab")
{
    private static readonly string[] Texts = ["", "a", "level_complete", "Ünïcode ✓", "\uE000 private", "😀 astral", "a,b\"c\\d\n", "\0nul"];
    private static readonly decimal[] EdgeAmounts = [0m, 0.00000001m, -0.00000001m, 9999999999.99999999m, -9999999999.99999999m, 1.99m, 1234567890.5m];

    private readonly Random random = new(seed);

    /// <summary>The rows of one batch: receipt (log, position), indices 0 to count − 1, each an event, a reject or a duplicate.</summary>
    public RecordedRow[] Batch(string game, long position, int count, long entry, Timestamp receivedAt, int players = 5)
    {
        var rows = new RecordedRow[count];
        for (var index = 0; index < count; index++)
            rows[index] = Row(game, new Receipt(log, position, index, count), entry, receivedAt, "p" + random.Next(players).ToString(CultureInfo.InvariantCulture));

        return rows;
    }

    public RecordedRow Row(string game, Receipt receipt, long entry, Timestamp receivedAt, string? player)
    {
        var outcome = random.Next(10) switch { 0 => Outcome.Reject, 1 => Outcome.Duplicate, _ => Outcome.Event };
        var fields = new EventFields
        {
            Name = Sometimes(() => Pick(Texts)),
            PlayerId = outcome == Outcome.Reject && random.Next(2) == 0 ? null : player,
            EventId = random.Next(4) switch { 0 => null, 1 => "id-" + random.Next().ToString(CultureInfo.InvariantCulture), 2 => Uuid().ToUpperInvariant(), _ => Uuid() },
            ClientTime = Sometimes(() => receivedAt - TimeSpan.FromSeconds(random.Next(100_000))),
            SentAt = Sometimes(() => receivedAt - TimeSpan.FromMilliseconds(random.Next(1000))),
        };
        if (outcome == Outcome.Event)
            FillEvent(fields, receivedAt);

        return new RecordedRow
        {
            Outcome = outcome,
            Game = game,
            Entry = entry,
            Receipt = receipt,
            ReceivedAt = receivedAt,
            Key = (WriteKeyKind)random.Next(4),
            Identity = fields is { EventId: { } id, PlayerId: { } who } ? Identity.OfEventId(game, who, id)
                : fields.PlayerId is null ? 0
                : Identity.OfReceipt(receipt.Log, receipt.Position, receipt.Index),
            ImportHash = Sometimes(() => new string('e', 64)),
            ImportRow = Sometimes(() => random.NextInt64()),
            ImportNumber = Sometimes(() => random.Next()),
            ImportMapping = Sometimes(() => new string('f', 64)),
            RecordedAt = Sometimes(() => (long)random.Next(1000)) is { } later ? receivedAt + TimeSpan.FromMilliseconds(later) : null,
            ReplayOf = random.Next(4) == 0 ? new RejectId(log, random.NextInt64(1L << 40), random.Next(2500)) : null,
            Event = fields,
            PlayerKey = outcome == Outcome.Event ? random.NextInt64() : 0,
            Time = outcome == Outcome.Event ? receivedAt - TimeSpan.FromSeconds(random.Next(50)) : default,
            ClockOffsetMicros = outcome == Outcome.Event ? random.NextInt64(-1000, 1000) : 0,
            Live = outcome == Outcome.Event && random.Next(2) == 0,
            RepeatTransaction = outcome == Outcome.Event && random.Next(2) == 0,
            Reject = outcome == Outcome.Reject ? Reject() : null,
            DuplicateOf = outcome == Outcome.Duplicate ? (DuplicateOf)random.Next(3) : null,
        };
    }

    private void FillEvent(EventFields fields, Timestamp receivedAt)
    {
        fields.SessionId = Sometimes(() => Pick(Texts));
        fields.Sequence = Sometimes(() => random.NextInt64(long.MinValue, long.MaxValue));
        fields.PlayerMade = random.Next(2) == 0;
        fields.Flags = random.Next(2) == 0 ? [] : ["coerced", "trimmed"];
        fields.Platform = Sometimes(() => Pick(Texts));
        fields.OsVersion = Sometimes(() => Pick(Texts));
        fields.DeviceModel = Sometimes(() => Pick(Texts));
        fields.AppVersion = Sometimes(() => "1.2.3");
        fields.AppMajor = Sometimes(() => random.Next());
        fields.AppMinor = Sometimes(() => -random.Next());
        fields.AppPatch = Sometimes(() => int.MinValue);
        fields.Build = Sometimes(() => Pick(Texts));
        fields.Country = Sometimes(() => Pick(Texts));
        fields.Language = Sometimes(() => Pick(Texts));
        fields.InstalledAt = Sometimes(() => receivedAt - TimeSpan.FromDays(random.Next(900)));
        fields.Product = Sometimes(() => Pick(Texts));
        fields.Amount = Sometimes(() => EdgeAmounts[random.Next(EdgeAmounts.Length)]);
        fields.Currency = Sometimes(() => "USD");
        fields.Store = Sometimes(() => Pick(Texts));
        fields.TransactionId = Sometimes(() => Pick(Texts));
        fields.Network = Sometimes(() => Pick(Texts));
        fields.Placement = Sometimes(() => Pick(Texts));
        fields.Campaign = Sometimes(() => Pick(Texts));
        fields.Creative = Sometimes(() => Pick(Texts));
        fields.Level = Sometimes(() => random.Next(1000));
        fields.Attempt = Sometimes(() => random.Next(1000));
        fields.Score = Sometimes(() => random.NextDouble() * 1e300);
        fields.Duration = Sometimes(() => -0.0);
        fields.Item = Sometimes(() => Pick(Texts));
        fields.Step = Sometimes(() => Pick(Texts));
        fields.Experiment = Sometimes(() => Pick(Texts));
        fields.Variant = Sometimes(() => Pick(Texts));
        fields.Message = Sometimes(() => Pick(Texts));
        fields.Severity = Sometimes(() => Pick(Texts));
        fields.Props = Sometimes(() => "{\"a\":" + random.Next().ToString(CultureInfo.InvariantCulture) + "}");
        fields.Extra = Sometimes(() => new string('x', random.Next(5000)));
    }

    private Reject Reject() => new()
    {
        Stage = "validate",
        Violations = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new Violation("wrong_type", "/props/" + i.ToString(CultureInfo.InvariantCulture), Pick(Texts)))],
        Processor = "0.1.0",
        Payload = Encoding.UTF8.GetBytes(Pick(Texts)),
        BatchContext = random.Next(2) == 0 ? default : Encoding.UTF8.GetBytes("{\"context\":\"" + Pick(Texts) + "\"}"),
    };

    private string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];

    private string? Sometimes(Func<string> value) => random.Next(3) == 0 ? null : value();

    private T? Sometimes<T>(Func<T> value)
        where T : struct => random.Next(3) == 0 ? null : value();
}
