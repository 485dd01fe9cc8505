using System.IO.Hashing;
using System.Text;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment;

/// <summary>Fixes identity and partition key from the event as sent, before any step. docs/specs/lake.md, "Identity".</summary>
internal sealed class IdentityStage
{
    private readonly Dictionary<UInt128, int> occurrences = [];
    private ReceivedBatch batch = null!;
    private string? player;
    private ulong playerKey;

    public void Begin(ReceivedBatch next)
    {
        batch = next;
        player = null;
        if (occurrences.Count > 0) occurrences.Clear();
    }

    public (UInt128 Identity, ulong PartitionKey) Of(EventDraft draft, in Receipt receipt, ReadOnlySpan<byte> body)
    {
        if (!IsReadable(draft, Fields.PlayerId)) return (UInt128.Zero, (ulong)(Identity.OfReceipt(receipt.Log, receipt.Position, receipt.Index) >> 64));
        var (sentBy, key) = Player(ref draft[Column.PlayerId], body);
        return (OfEvent(draft, sentBy, receipt, body), key);
    }

    private UInt128 OfEvent(EventDraft draft, string sentBy, in Receipt receipt, ReadOnlySpan<byte> body)
    {
        if (draft.Has(Fields.EventId))
        {
            return IsReadable(draft, Fields.EventId) ? Identity.OfEventId(batch.Game, sentBy, draft[Column.EventId].MaterialiseText(body)) : UInt128.Zero;
        }

        if (batch.Import is { } import) return Identity.OfImport(batch.Game, import.ContentHash, import.Rows[receipt.Index], import.Numbers[receipt.Index]);
        if (batch.Replay is { } replay) return OfReplay(draft, sentBy, replay, receipt.Index, body);
        if (!draft.Has(Fields.Time)) return Identity.OfReceipt(receipt.Log, receipt.Position, receipt.Index);
        var bytes = draft.Whole.Raw(body);
        return Identity.OfContent(batch.Game, sentBy, bytes, Occurrence(bytes));
    }

    /// <summary>As the reject's own would have been, so that an event which was also sent again counts once.</summary>
    private UInt128 OfReplay(EventDraft draft, string sentBy, ReplayedRejects replay, int index, ReadOnlySpan<byte> body)
    {
        var reject = replay.IdOf(index);
        return draft.Has(Fields.Time) && batch.Key is not WriteKeyKind.Import
            ? Identity.OfContent(batch.Game, sentBy, draft.Whole.Raw(body), replay.Numbers[index])
            : Identity.OfReceipt(reject.Log, reject.Position, reject.Index);
    }

    /// <summary>How many equal events stood before it. Equal bytes have an equal player, so the bytes alone are the key.</summary>
    private int Occurrence(ReadOnlySpan<byte> bytes)
    {
        var hash = XxHash128.HashToUInt128(bytes);
        var before = occurrences.GetValueOrDefault(hash);
        occurrences[hash] = before + 1;
        return before;
    }

    /// <summary>A batch is mostly one player's: the last one's string and key are kept.</summary>
    private (string Player, ulong Key) Player(ref FieldValue value, ReadOnlySpan<byte> body)
    {
        if (player is null || value.Json.IsEscaped || !Ascii.Equals(value.Json.Content(body), player))
        {
            player = value.MaterialiseText(body);
            playerKey = Identity.PartitionKey(batch.Game, player);
        }

        value.Text = player;
        return (player, playerKey);
    }

    private static bool IsReadable(EventDraft draft, FieldDefinition field) =>
        draft.Has(field) && draft[field.Column].Json is { Kind: ValueKind.Text, IsBroken: false, Length: > 2 };
}
