using Frontline.Enrichment.Values;
using Frontline.Lake.Books;

namespace Frontline.Books;

/// <summary>
/// Files of exchange rates. Wide, as the European Central Bank publishes them: a date a row, a currency a column, units of it for one unit of the base, empty or N/A
/// where there is none. Or long: date, base and quote (or pair), rate.
/// </summary>
/// <param name="columns">Which column is which, for long files.</param>
/// <param name="pair">Base and quote of a file without columns for them; null for none.</param>
/// <param name="baseCurrency">Base of wide files.</param>
/// <param name="mustBeWide">Whether the files are said to be the ECB's.</param>
internal sealed class RateFiles(ColumnNames columns, (string Base, string Quote)? pair, string baseCurrency, bool mustBeWide)
{
    /// <summary>What <c>--column</c> may name.</summary>
    public static readonly IReadOnlyList<string> Columns = ["date", "base", "quote", "pair", "rate"];

    public void Read(BookCsv csv, BookRows rows, BookProblems problems)
    {
        if (mustBeWide || (pair is null && !columns.Has("rate") && columns.Find("rate", csv) is null))
        {
            ReadWide(csv, rows, problems);
        }
        else
        {
            ReadLong(csv, rows, problems);
        }
    }

    private void ReadWide(BookCsv csv, BookRows rows, BookProblems problems)
    {
        if (!string.Equals(csv.Header[0], "date", StringComparison.OrdinalIgnoreCase) || csv.Header.Count < 2)
        {
            throw new BookFileException([
                $"{csv.Path}: line 1: {(mustBeWide ? "This is not the ECB's table" : "This is no table of rates")}: its first column is '{csv.Header[0]}'; 'Date' is expected, and then a column for each currency."
                + (mustBeWide ? "" : " A table with a row for each rate has a column 'rate', or --column rate=HEADER names it.") + " Nothing was imported."]);
        }

        var currencies = new string?[csv.Header.Count];
        for (var i = 1; i < csv.Header.Count; i++)
        {
            // The bank's rows end with a comma.
            if (csv.Header[i].Length == 0 && i == csv.Header.Count - 1)
            {
                continue;
            }

            currencies[i] = BookCells.Read("quote", csv.Header[i], out var problem);
            if (problem is not null)
            {
                problems.Add(csv.Path, 1, $"{i + 1}", problem);
            }
        }

        while (csv.Read(problems))
        {
            var date = Cell(csv, "date", 0, problems);
            for (var i = 1; i < currencies.Length; i++)
            {
                var text = csv.Cell(i).Trim();
                if (currencies[i] is { } currency && text.Length > 0 && text != "N/A" && Cell(csv, "rate", i, problems) is { } rate && date is not null)
                {
                    Add(csv, rows, problems, date, baseCurrency, currency, rate);
                }
            }
        }
    }

    private void ReadLong(BookCsv csv, BookRows rows, BookProblems problems)
    {
        var date = Require("date", csv);
        var rate = Require("rate", csv);
        var both = pair is null ? columns.Find("pair", csv) : null;
        var one = pair is null && both is null ? Require("base", csv) : 0;
        var other = pair is null && both is null ? Require("quote", csv) : 0;
        while (csv.Read(problems))
        {
            var text = csv.Cell(rate).Trim();
            var (from, to) = pair is { } constant ? ((string?)constant.Base, (string?)constant.Quote)
                : both is { } column ? Pair(csv, column, problems)
                : (Cell(csv, "base", one, problems), Cell(csv, "quote", other, problems));
            var day = Cell(csv, "date", date, problems);
            if (text.Length > 0 && text is not ("N/A" or "null") && Cell(csv, "rate", rate, problems) is { } value && from is not null && to is not null && day is not null)
            {
                Add(csv, rows, problems, day, from, to, value);
            }
        }
    }

    /// <summary>BTC/USD, BTC-USD or BTCUSD: the first in units of the second.</summary>
    public static (string Base, string Quote)? ParsePair(string text)
    {
        var at = text.IndexOfAny(['/', '-', '_']);
        var (one, other) = at > 0 ? (text[..at], text[(at + 1)..]) : text.Length == 6 ? (text[..3], text[3..]) : ("", "");
        return CurrencyCodes.TryFind(one, out var from, out _) && CurrencyCodes.TryFind(other, out var to, out _) && from != to ? (from, to) : null;
    }

    private static (string? Base, string? Quote) Pair(BookCsv csv, int column, BookProblems problems)
    {
        if (ParsePair(csv.Cell(column).Trim()) is { } pair)
        {
            return (pair.Base, pair.Quote);
        }

        problems.Add(csv.Path, csv.Line, csv.Header[column], $"'{csv.Cell(column)}' is not a pair of currencies; one such as EUR/USD is expected.");
        return (null, null);
    }

    private static void Add(BookCsv csv, BookRows rows, BookProblems problems, string date, string from, string to, string rate)
    {
        if (from == to)
        {
            problems.Add(csv.Path, csv.Line, null, $"The rate is from {from} to itself.");
            return;
        }

        rows.Add(csv.Path, csv.Line, [date, from, to, rate]);
    }

    private static string? Cell(BookCsv csv, string column, int index, BookProblems problems)
    {
        var value = BookCells.Read(column, csv.Cell(index), out var problem);
        if (problem is not null)
        {
            problems.Add(csv.Path, csv.Line, csv.Header[index], problem);
        }

        return value;
    }

    private int Require(string column, BookCsv csv) => columns.Find(column, csv)
        ?? throw new BookFileException([$"{csv.Path}: line 1: There is no column '{column}' among {string.Join(", ", csv.Header)}. --column {column}=HEADER names it{(column is "base" or "quote" ? ", and --pair BTC/USD does without" : "")}. Nothing was imported."]);
}
