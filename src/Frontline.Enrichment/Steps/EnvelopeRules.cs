using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>What every event must have: a usable name and a player. Not switchable, since nothing after it could do without.</summary>
internal static class EnvelopeRules
{
    private const int NameCharsMax = 64;

    public static void Check(EventDraft draft)
    {
        Require(draft, Fields.Name);
        Require(draft, Fields.PlayerId);
        if (draft.Fields.Name is not { } name || IsName(name)) return;
        draft.Violations.Add(
            ViolationCodes.BadName,
            "/name",
            $"An event's name has 1 to {NameCharsMax} of A–Z, a–z, 0–9, '_', '.', ':', '-', '$' and spaces, and begins with a letter, a digit, '_' or '$'.");
    }

    private static void Require(EventDraft draft, FieldDefinition field)
    {
        if (draft.Has(field)) return;
        draft.Violations.Add(ViolationCodes.Missing, "/" + field.Name, $"Every event must have {field.Name}: {Describe.Expected(field)}.");
    }

    /// <summary>Whether an event may be called so.</summary>
    public static bool IsName(string name)
    {
        if (name.Length is 0 or > NameCharsMax || !(char.IsAsciiLetterOrDigit(name[0]) || name[0] is '_' or '$')) return false;
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '.' or ':' or '-' or '$' or ' ')) return false;
        }

        return true;
    }
}
