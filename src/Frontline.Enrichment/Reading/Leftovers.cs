using System.Text;
using System.Text.Json;

namespace Frontline.Enrichment.Reading;

/// <summary>What has no column is kept as it was sent: the free props, and <c>extra</c> with the unknown fields of event and context.</summary>
internal sealed class Leftovers
{
    private readonly ObjectWriter writer = new();

    /// <summary>The free props as a JSON object; null when there are none.</summary>
    public string? Props(EventDraft draft, ReadOnlySpan<byte> body)
    {
        if (draft.Props.Count == draft.TakenProps.Count) return null;
        if (draft.TakenProps.Count == 0) return Encoding.UTF8.GetString(draft.PropsValue.Raw(body));
        writer.BeginObject();
        for (var i = 0; i < draft.Props.Count; i++)
        {
            if (!draft.TakenProps.Contains(i)) writer.Member(draft.Props[i].Raw(body));
        }

        writer.EndObject();
        return writer.TakeText();
    }

    /// <summary>
    /// Unknown fields of the event, under <c>context</c> those of its contexts, and under <c>enriched</c> what was looked up and has no column, as a JSON object; null when there
    /// are none. In <c>context</c> the event's own member wins over the batch's of the same name.
    /// </summary>
    public string? Extra(EventDraft draft, BatchContext batch, ReadOnlySpan<byte> body)
    {
        var isBatchs = draft.Unknown.Count == 0 && draft.UnknownContext.Count == 0 && draft.Kept.Count == 0;
        if (isBatchs && !draft.IsEnriched) return batch.Extra;
        if (isBatchs && batch.EnrichedExtra is { } known && known.Region == draft.Region && known.Os == draft.Os) return known.Extra;
        writer.BeginObject();
        foreach (var member in draft.Unknown.Members) writer.Member(member.Raw(body));
        // A field of that name that was sent stays what it is.
        if (draft.IsEnriched && !draft.Unknown.Contains("enriched"u8, body)) WriteEnriched(draft);
        WriteKept(draft, isContext: false, body);
        var hasOwn = draft.UnknownContext.Count > 0 || draft.Kept.Exists(value => value.Place == Place.EventContext);
        if (hasOwn || batch.Extra is not null)
        {
            writer.BeginObject("context"u8);
            foreach (var member in draft.UnknownContext.Members) writer.Member(member.Raw(body));
            WriteKept(draft, isContext: true, body);
            WriteBatch(batch, draft, body);
            writer.EndObject();
        }

        writer.EndObject();
        var extra = writer.TakeText();
        if (isBatchs) batch.EnrichedExtra = (draft.Region, draft.Os, extra);
        return extra;
    }

    /// <summary>The same of a batch's context alone, for all events that add nothing to it.</summary>
    public string? ExtraOfBatch(BatchContext batch, EventDraft none, ReadOnlySpan<byte> body)
    {
        var draft = batch.Draft;
        if (draft.Unknown.Count == 0 && draft.UnknownContext.Count == 0 && draft.Kept.Count == 0) return null;
        writer.BeginObject();
        writer.BeginObject("context"u8);
        WriteBatch(batch, none, body);
        writer.EndObject();
        writer.EndObject();
        return writer.TakeText();
    }

    private void WriteEnriched(EventDraft draft)
    {
        writer.BeginObject("enriched"u8);
        WriteText("os"u8, draft.Os);
        WriteText("region"u8, draft.Region);
        writer.EndObject();
    }

    private void WriteText(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) writer.Member(name, Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text)}\""));
    }

    private void WriteKept(EventDraft draft, bool isContext, ReadOnlySpan<byte> body)
    {
        foreach (var value in draft.Kept)
        {
            if (value.Place == Place.EventContext == isContext) writer.Member(value.Field.Utf8Name, value.Json.Raw(body));
        }
    }

    private void WriteBatch(BatchContext batch, EventDraft draft, ReadOnlySpan<byte> body)
    {
        var context = batch.Draft.UnknownContext;
        foreach (var member in context.Members)
        {
            if (!draft.UnknownContext.Contains(member.Name(body), body)) writer.Member(member.Raw(body));
        }

        foreach (var member in batch.Draft.Unknown.Members)
        {
            var name = member.Name(body);
            if (!draft.UnknownContext.Contains(name, body) && !context.Contains(name, body)) writer.Member(member.Raw(body));
        }

        foreach (var value in batch.Draft.Kept)
        {
            var isOverridden = draft.Kept.Exists(own => own.Place == Place.EventContext && own.Field == value.Field)
                || batch.Draft.Kept.Exists(other => other.Field == value.Field && other.Place < value.Place);
            if (!isOverridden) writer.Member(value.Field.Utf8Name, value.Json.Raw(body));
        }
    }
}
