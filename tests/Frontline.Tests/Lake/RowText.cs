using System.Text.Json;
using System.Text.Json.Serialization;
using Frontline.Core.Events;

namespace Frontline.Tests.Lake;

/// <summary>A row as text with every property of it, so that two rows can be compared whole and a difference can be read.</summary>
internal static class RowText
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static string Of(RecordedRow row) => JsonSerializer.Serialize(new
    {
        row.Outcome,
        row.Game,
        row.Entry,
        row.Receipt,
        row.ReceivedAt,
        row.Key,
        Identity = row.Identity.ToString(),
        row.ImportHash,
        row.ImportRow,
        row.ImportNumber,
        row.ImportMapping,
        row.ReplayOf,
        row.RecordedAt,
        Fields = row.Event,
        Amount = row.Event.Amount?.ToString("F8"),
        row.PlayerKey,
        row.Time,
        row.ClockOffsetMicros,
        row.Live,
        row.RepeatTransaction,
        Reject = row.Reject is null ? null : new { row.Reject.Stage, row.Reject.Violations, row.Reject.Processor, Payload = row.Reject.Payload.ToArray(), BatchContext = row.Reject.BatchContext.ToArray() },
        row.DuplicateOf,
    }, Options).Replace("\"Amount\":" + Raw(row.Event.Amount), "\"Amount\":", StringComparison.Ordinal);

    /// <summary>Decimals keep their scale (1.5 and 1.50); only the value is the row's.</summary>
    private static string Raw(decimal? amount) => JsonSerializer.Serialize(amount);
}
