using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Picks the props that are fields of a built-in event, and the level of any event, out of the props; says which required ones are not there.</summary>
internal sealed class BuiltInFieldsStep : IEventStep
{
    public string Name => StepNames.BuiltInFields;

    public void Apply(EventDraft draft, ReadOnlySpan<byte> body)
    {
        for (var i = 0; i < draft.Props.Count; i++)
        {
            var member = draft.Props[i];
            var field = draft.BuiltIn.Props.Find(member.Name(body));
            if (field is not null) draft.TryAdd(new FieldValue(field, Place.Props, member.Value, i));
        }

        foreach (var field in draft.BuiltIn.Required)
        {
            if (!draft.Has(field)) Missing(draft, field, $"{draft.BuiltIn.Name} must have props.{field.Name}: {Describe.Expected(field)}.");
        }

        // Where both are optional, one without the other still says nothing.
        if (draft.BuiltIn.Required.Length == 0 && draft.Has(Fields.Amount) != draft.Has(Fields.Currency))
        {
            var absent = draft.Has(Fields.Amount) ? Fields.Currency : Fields.Amount;
            Missing(draft, absent, $"An amount and its currency come together; props.{absent.Name} is not there.");
        }
    }

    private static void Missing(EventDraft draft, FieldDefinition field, string message) =>
        draft.Violations.Add(ViolationCodes.Missing, Describe.Pointer(Place.Props, field.Name), message);
}
