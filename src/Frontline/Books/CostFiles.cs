using Frontline.Lake.Books;

namespace Frontline.Books;

/// <summary>Files of acquisition costs: a row a day and campaign, and country and platform where the network says them.</summary>
internal static class CostFiles
{
    /// <summary>What <c>--column</c> may name: the book's columns without the game.</summary>
    public static readonly IReadOnlyList<string> Columns = [.. Book.Costs.Columns.Skip(1)];

    private static readonly IReadOnlyList<string> Required = ["date", "campaign", "cost", "currency"];

    /// <param name="csv">The file.</param>
    /// <param name="game">The game whose costs they are.</param>
    /// <param name="columns">Which column is which.</param>
    /// <param name="currency">The currency of files without a column for it; null for none.</param>
    /// <param name="network">The network of files without a column for it; null for none.</param>
    /// <param name="rows">Where rows go.</param>
    /// <param name="problems">Where what is wrong goes.</param>
    public static void Read(BookCsv csv, string game, ColumnNames columns, string? currency, string? network, BookRows rows, BookProblems problems)
    {
        var constants = new Dictionary<string, string?> { ["currency"] = currency, ["network"] = network };
        var indexes = Columns.Select(column => constants.GetValueOrDefault(column) is null ? columns.Find(column, csv) : null).ToList();
        var missing = Required.Where(column => indexes[IndexOf(column)] is null && constants.GetValueOrDefault(column) is null).ToList();
        if (missing.Count > 0)
        {
            throw new BookFileException([.. missing.Select(column =>
                $"{csv.Path}: line 1: There is no column '{column}' among {string.Join(", ", csv.Header)}. --column {column}=HEADER names it{(column == "currency" ? ", and --currency USD does without" : "")}."), "Nothing was imported."]);
        }

        while (csv.Read(problems))
        {
            var row = new string?[Book.Costs.Columns.Count];
            row[0] = game;
            var isWhole = true;
            for (var i = 0; i < Columns.Count; i++)
            {
                if (indexes[i] is not { } index)
                {
                    row[i + 1] = constants.GetValueOrDefault(Columns[i]);
                    continue;
                }

                row[i + 1] = BookCells.Read(Columns[i], csv.Cell(index), out var problem);
                if (problem is not null)
                {
                    problems.Add(csv.Path, csv.Line, csv.Header[index], problem);
                    isWhole = false;
                }
            }

            if (isWhole)
            {
                rows.Add(csv.Path, csv.Line, row);
            }
        }
    }

    private static int IndexOf(string column) => Columns.TakeWhile(name => name != column).Count();
}
