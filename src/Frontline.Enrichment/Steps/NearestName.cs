namespace Frontline.Enrichment.Steps;

/// <summary>What somebody who made a typing error probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that needs the fewest edits.</summary>
    public static string Of(string name, IEnumerable<string> known) => known.Order(StringComparer.Ordinal).MinBy(candidate => Distance(name, candidate))!;

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
