using System.Globalization;

namespace Frontline.Books;

/// <summary>Days of a pair, first and last included, that no rate of an import reaches: a rate holds on its date and the 7 days after it.</summary>
internal sealed record RateGap(string Base, string Quote, string From, string To)
{
    private const int HoldsDays = 7;

    /// <summary>The gaps between the rates of each pair, by pair and day.</summary>
    /// <param name="rows">Date, base, quote, rate.</param>
    public static IReadOnlyList<RateGap> Find(IReadOnlyList<string?[]> rows)
    {
        var gaps = new List<RateGap>();
        foreach (var pair in rows.GroupBy(row => (Base: row[1]!, Quote: row[2]!)).OrderBy(pair => pair.Key))
        {
            var dates = pair.Select(row => DateOnly.ParseExact(row[0]!, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Order().ToList();
            foreach (var (before, after) in dates.Zip(dates.Skip(1)))
            {
                if (after > before.AddDays(HoldsDays + 1))
                {
                    gaps.Add(new RateGap(pair.Key.Base, pair.Key.Quote, Text(before.AddDays(HoldsDays + 1)), Text(after.AddDays(-1))));
                }
            }
        }

        return gaps;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
