using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Takes values to their columns: runs the value steps over each, reads it as its field's type, and decides what becomes of one that does not fit.</summary>
internal sealed class FieldStage
{
    private readonly ColumnReader reader;
    private readonly IValueStep[][] stepsByColumn;

    public FieldStage(IReadOnlyList<IValueStep> steps, ColumnReader reader)
    {
        this.reader = reader;
        stepsByColumn = [.. Fields.All.Select(field => steps.Where(step => step.AppliesTo(field)).ToArray())];
    }

    /// <summary>Fills the columns of the draft that are named, one bit each.</summary>
    public void Fill(EventDraft draft, ulong columns, ReadOnlySpan<byte> body)
    {
        while (columns != 0)
        {
            ref var value = ref draft[EventDraft.TakeFirst(ref columns)];
            if (TryResolve(ref value, body, out var typed, out var code))
            {
                Apply(draft, value.Field, typed, value.Flags);
                if (value.Field.Setter is null || value.IsKeptAsSent)
                {
                    KeepAsSent(draft, value);
                }
                else if (value.Member >= 0)
                {
                    draft.TakenProps.Add(value.Member);
                }
            }
            else if (code is not null)
            {
                Refuse(draft, value, code, body);
            }
        }
    }

    /// <summary>Runs the value steps and reads the result. Without a <paramref name="code"/>, what is wrong was said before.</summary>
    public bool TryResolve(ref FieldValue value, ReadOnlySpan<byte> body, out TypedValue typed, out string? code)
    {
        foreach (var step in stepsByColumn[(int)value.Field.Column]) step.Apply(ref value, body);
        if (!reader.TryRead(ref value, body, out typed, out code)) return false;
        // An empty text is no value: two purchases with the transaction_id "" are not one.
        if (typed.Text is not { Length: 0 }) return true;
        code = ViolationCodes.Empty;
        return false;
    }

    /// <summary>Puts a typed value where it belongs.</summary>
    public static void Apply(EventDraft draft, FieldDefinition field, in TypedValue typed, EventFlags flags)
    {
        draft.Flags |= flags;
        if (field.Setter is not null)
        {
            field.Setter(draft.Fields, typed);
        }
        else if (field == Fields.Server)
        {
            draft.SaysServer = typed.Boolean;
        }
        else if (field == Fields.Source)
        {
            draft.SaysSourceIsServer = string.Equals(typed.Text, "server", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Decides what becomes of a value that does not fit its column: kept elsewhere, or a violation.</summary>
    public void Refuse(EventDraft draft, in FieldValue value, string code, ReadOnlySpan<byte> body)
    {
        var isNeeded = value.Field.IsNeverEmpty || draft.BuiltIn.Required.Contains(value.Field);
        if (code == ViolationCodes.Empty && !isNeeded)
        {
            KeepAsSent(draft, value);
        }
        else if (value.Field.Group == FieldGroup.Context)
        {
            draft.Flags |= EventFlags.UnfitContext;
            KeepAsSent(draft, value);
        }
        else if (value.Field.Group == FieldGroup.Envelope || draft.BuiltIn.IsStrict(value.Field))
        {
            draft.Violations.Add(code, Describe.Pointer(value), reader.Message(code, value, body));
        }
    }

    /// <summary>A prop stays among the props by not being taken out; anything else goes to <c>extra</c>.</summary>
    private static void KeepAsSent(EventDraft draft, in FieldValue value)
    {
        if (value.Place != Place.Props) draft.Kept.Add(value);
    }
}
