using System.Globalization;
using Frontline.Client.Contracts;

namespace Frontline.Books;

/// <summary>Finds the days around an import of rates that neither its rates reach nor those that the book has besides. A rate holds on its date and the 7 days after it.</summary>
internal sealed class RateGaps
{
    private const int HoldsDays = 7;

    private readonly Dictionary<(string Base, string Quote), SortedSet<DateOnly>> dates = [];
    private readonly Dictionary<(string Base, string Quote), (DateOnly First, DateOnly Last)> imported;

    /// <param name="import">Rows of the import: date, base, quote, rate.</param>
    public RateGaps(IEnumerable<IReadOnlyList<string?>> import)
    {
        foreach (var row in import)
        {
            dates.TryAdd(Pair(row), []);
            Add(row);
        }

        imported = dates.ToDictionary(pair => pair.Key, pair => (pair.Value.Min, pair.Value.Max));
    }

    /// <summary>Takes a row of the book; one of a pair that the import has nothing of is passed over.</summary>
    public void Add(IReadOnlyList<string?> row)
    {
        if (dates.TryGetValue(Pair(row), out var known))
        {
            known.Add(DateOnly.ParseExact(row[0]!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The gaps within the import's dates and on to the dates next to them, by pair and day.</summary>
    public IReadOnlyList<RateGap> Find() =>
    [
        .. from pair in dates.OrderBy(pair => pair.Key)
           let span = imported[pair.Key]
           from gap in pair.Value.Zip(pair.Value.Skip(1), (Before, After) => (Before, After))
           where gap.After.DayNumber - gap.Before.DayNumber > HoldsDays + 1 && gap.After >= span.First && gap.Before <= span.Last
           select new RateGap(pair.Key.Base, pair.Key.Quote, Text(gap.Before.AddDays(HoldsDays + 1)), Text(gap.After.AddDays(-1))),
    ];

    private static (string Base, string Quote) Pair(IReadOnlyList<string?> row) => (row[1]!, row[2]!);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
