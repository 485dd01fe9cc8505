using System.Globalization;

namespace Frontline.Rejects.Replaying;

/// <summary>A JSON pointer (RFC 6901) as a patch uses it: the empty one is the whole document.</summary>
internal sealed class PatchPointer
{
    private PatchPointer(string text, IReadOnlyList<string> steps) => (Text, Steps) = (text, steps);

    public string Text { get; }

    public IReadOnlyList<string> Steps { get; }

    public bool IsRoot => Steps.Count == 0;

    /// <summary>Reads a pointer; null when it is none.</summary>
    public static PatchPointer? TryParse(string text)
    {
        if (text.Length == 0) return new PatchPointer("", []);
        if (text[0] != '/' || text.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal)) return null;
        return new PatchPointer(text, [.. text[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);
    }

    /// <summary>Whether the other one leads to a place within this one's.</summary>
    public bool IsAbove(PatchPointer other) => other.Steps.Count > Steps.Count && Steps.SequenceEqual(other.Steps.Take(Steps.Count), StringComparer.Ordinal);

    /// <summary>An array's index: digits without a leading zero; null for anything else.</summary>
    public static int? IndexOf(string step) =>
        (step == "0" || !step.StartsWith('0')) && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
