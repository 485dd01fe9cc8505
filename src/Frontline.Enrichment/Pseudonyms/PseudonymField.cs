using System.Text;
using Frontline.Core;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Pseudonyms;

/// <summary>A field whose values are replaced by pseudonyms. Written as a known text field (<c>player_id</c>), or <c>props.NAME</c> or <c>context.NAME</c> for a game's own. docs/specs/event.md, "Pseudonyms".</summary>
/// <param name="Name">The member's name as UTF-8.</param>
/// <param name="IsProp">Whether it stands in <c>props</c>; else in the event itself, in a context, or beside the events.</param>
public sealed record PseudonymField(ReadOnlyMemory<byte> Name, bool IsProp)
{
    private const string PropsPrefix = "props.";
    private const string ContextPrefix = "context.";

    // Steps and models go by what these say.
    private static readonly FieldDefinition[] Needed = [Fields.Name, Fields.Source, Fields.Platform, Fields.Country, Fields.Language, Fields.AppVersion, Fields.Currency];

    private static readonly string[] Known = [.. Fields.All.Where(field => field.Type is FieldType.Text or FieldType.Verbatim).Except(Needed).Select(field => field.Name)];

    /// <summary>What is wrong with a name in a game's file; null when it can be used.</summary>
    public static string? FaultOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = BareName(text);
        if (Array.Find(Fields.All, field => field.Name == name) is { } field && !Known.Contains(field.Name)) return $"'{text}' cannot be pseudonymised: the platform goes by what it says.";
        if (text.Length > name.Length) return name.Length > 0 ? null : $"'{text}' names no field.";
        return Known.Contains(name) ? null : $"'{text}' is no text field of an event.{NearestName.Hint(name, Known)} Fields of your own are written props.{name} or context.{name}.";
    }

    /// <exception cref="ArgumentException">The name has a fault.</exception>
    public static PseudonymField Of(string text)
    {
        if (FaultOf(text) is { } fault) throw new ArgumentException(fault, nameof(text));
        var name = BareName(text);
        var isProp = text.Length == name.Length ? Fields.All.Single(field => field.Name == name).Group == FieldGroup.Prop : text.StartsWith(PropsPrefix, StringComparison.Ordinal);
        return new PseudonymField(Encoding.UTF8.GetBytes(name), isProp);
    }

    private static string BareName(string text) =>
        text.StartsWith(PropsPrefix, StringComparison.Ordinal) ? text[PropsPrefix.Length..] : text.StartsWith(ContextPrefix, StringComparison.Ordinal) ? text[ContextPrefix.Length..] : text;
}
