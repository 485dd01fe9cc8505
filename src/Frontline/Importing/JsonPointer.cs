using System.Globalization;
using System.Text.Json;

namespace Frontline.Importing;

/// <summary>A JSON pointer (RFC 6901): the way to a value in a document.</summary>
internal sealed record JsonPointer
{
    private readonly string[] steps;

    private JsonPointer(string text, string[] steps)
    {
        Text = text;
        this.steps = steps;
    }

    public string Text { get; }

    /// <summary>Reads a pointer; null when it is none: it begins with a slash, and <c>~</c> only as <c>~0</c> or <c>~1</c>.</summary>
    public static JsonPointer? TryParse(string text)
    {
        if (!text.StartsWith('/') || text.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal))
        {
            return null;
        }

        return new JsonPointer(text, [.. text[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);
    }

    /// <summary>The value there as text; empty when nothing stands there, or null.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public string Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var value = document.RootElement;
        foreach (var step in steps)
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out var member))
            {
                value = member;
            }
            else if (value.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength())
            {
                value = value[index];
            }
            else
            {
                return "";
            }
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
    }
}
