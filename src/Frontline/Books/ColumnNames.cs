using Frontline.Commands;
using Frontline.Core;

namespace Frontline.Books;

/// <summary>Which of a file's columns is which of a book's: the one with its name, whatever its case, unless <c>--column</c> says another.</summary>
internal sealed class ColumnNames
{
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);

    /// <param name="pairs"><c>rate=Close</c> and the like.</param>
    /// <param name="known">Columns there are.</param>
    /// <exception cref="UsageException">A pair is none, or names no column of the book.</exception>
    public ColumnNames(IEnumerable<string> pairs, IReadOnlyList<string> known)
    {
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == pair.Length - 1 || !known.Contains(pair[..at]))
            {
                throw new UsageException($"--column is '{pair}'; NAME=HEADER is expected, NAME one of {string.Join(", ", known)}.{(at > 0 ? NearestName.Hint(pair[..at], [.. known]) : "")}");
            }

            given[pair[..at]] = pair[(at + 1)..];
        }
    }

    public bool Has(string column) => given.ContainsKey(column);

    /// <summary>Where a column is in a file; null when it has none.</summary>
    /// <exception cref="BookFileException">The header that was named is not there.</exception>
    public int? Find(string column, BookCsv csv)
    {
        var name = given.GetValueOrDefault(column, column);
        for (var i = 0; i < csv.Header.Count; i++)
        {
            if (string.Equals(csv.Header[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return given.ContainsKey(column)
            ? throw new BookFileException([$"{csv.Path}: line 1: There is no column '{name}'.{NearestName.Hint(name, [.. csv.Header])} Nothing was imported."])
            : null;
    }
}
