namespace Frontline.Core;

/// <summary>What somebody who made a typing error probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name with the smallest edit distance, when that is small for the name's length; else null.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        var best = known.Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate))).OrderBy(pair => pair.Distance).FirstOrDefault();
        return best.Candidate is not null && best.Distance <= Math.Max(2, best.Candidate.Length / 2) ? best.Candidate : null;
    }

    /// <summary>The known name with the smallest edit distance, however large that is; of equally near ones the first in ordinal order.</summary>
    public static string Closest(string name, IEnumerable<string> known) => known.Order(StringComparer.Ordinal).MinBy(candidate => Distance(name, candidate))!;

    /// <summary>" Did you mean 'x'?", or the list of what is known when nothing is near.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return Of(name, known) is { } near ? $" Did you mean '{near}'?" : known.Count == 0 ? "" : $" Known are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>Levenshtein distance, ignoring case.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
