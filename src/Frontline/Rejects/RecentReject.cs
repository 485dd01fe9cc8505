using System.Text;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Lake.Rows;

namespace Frontline.Rejects;

/// <summary>A reject with the names and texts that the view <c>rejects</c> has.</summary>
internal sealed record RecentReject
{
    public required string Game { get; init; }

    public required string WriteKey { get; init; }

    public required Timestamp ReceivedAt { get; init; }

    public required string RejectId { get; init; }

    public required string Log { get; init; }

    public required long Entry { get; init; }

    public required long Receipt { get; init; }

    public required int ReceiptIndex { get; init; }

    public required string Stage { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    public required string? Name { get; init; }

    public required string? PlayerId { get; init; }

    public required string? EventId { get; init; }

    public required string Payload { get; init; }

    public required string? Context { get; init; }

    public required string Processor { get; init; }

    public required string? ReplayOf { get; init; }

    /// <summary>Copies what it needs: the row's bytes may lie in a buffer that is used again.</summary>
    public static RecentReject Of(RecordedRow row, Reject reject) => new()
    {
        Game = row.Game,
        WriteKey = WriteKeyKinds.ToText(row.Key),
        ReceivedAt = row.ReceivedAt,
        RejectId = row.Receipt.ToString(),
        Log = row.Receipt.Log,
        Entry = row.Entry,
        Receipt = row.Receipt.Position,
        ReceiptIndex = row.Receipt.Index,
        Stage = reject.Stage,
        Violations = reject.Violations,
        Name = row.Event.Name,
        PlayerId = row.Event.PlayerId,
        EventId = row.Event.EventId,
        Payload = Encoding.UTF8.GetString(reject.Payload.Span),
        Context = reject.BatchContext.IsEmpty ? null : Encoding.UTF8.GetString(reject.BatchContext.Span),
        Processor = reject.Processor,
        ReplayOf = row.ReplayOf?.ToString(),
    };
}
