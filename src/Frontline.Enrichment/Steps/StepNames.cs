namespace Frontline.Enrichment.Steps;

/// <summary>The names of the switchable steps, in the order in which they run.</summary>
public static class StepNames
{
    public const string Limits = "limits";
    public const string Coerce = "coerce";
    public const string Trim = "trim";
    public const string NormaliseUnicode = "normalise-unicode";
    public const string BuiltInFields = "builtin-fields";
    public const string Money = "money";
    public const string AppVersion = "app-version";
    public const string Platform = "platform";
    public const string Country = "country";
    public const string Language = "language";

    public static IReadOnlyList<string> All { get; } =
        [Limits, Coerce, Trim, NormaliseUnicode, Platform, Country, Language, BuiltInFields, Money, AppVersion];

    /// <summary>The step whose name needs the fewest edits.</summary>
    internal static string Nearest(string name) => All.MinBy(known => Distance(name, known))!;

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
