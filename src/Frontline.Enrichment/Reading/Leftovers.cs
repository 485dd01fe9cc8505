using System.Text;

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
    /// Unknown fields of the event, and under <c>context</c> those of its contexts, as a JSON object; null when there are none.
    /// In <c>context</c> the event's own member wins over the batch's of the same name.
    /// </summary>
    public string? Extra(EventDraft draft, BatchContext batch, ReadOnlySpan<byte> body)
    {
        if (draft.Unknown.Count == 0 && draft.UnknownContext.Count == 0 && draft.Kept.Count == 0) return batch.Extra;
        writer.BeginObject();
        foreach (var member in draft.Unknown.Members) writer.Member(member.Raw(body));
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
        return writer.TakeText();
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
