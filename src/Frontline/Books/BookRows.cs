using Frontline.Lake.Books;

namespace Frontline.Books;

/// <summary>The rows of all files of one import, canonical, a key once. A key twice with the same values is one row; with different ones it is a problem.</summary>
internal sealed class BookRows(Book book, BookProblems problems)
{
    public const int RowsMax = 1_000_000;

    private readonly Dictionary<string, (string?[] Row, string File, long Line)> seen = new(StringComparer.Ordinal);

    public IReadOnlyList<string?[]> Rows => [.. seen.Values.Select(value => value.Row)];

    public void Add(string file, long line, string?[] row)
    {
        var key = string.Join('\u001F', row.Take(book.KeyColumns));
        if (seen.TryAdd(key, (row, file, line)))
        {
            if (seen.Count == RowsMax + 1)
            {
                throw new BookFileException([$"{file}: line {line}: There are more than {RowsMax} rows. Import them in several goes. Nothing was imported."]);
            }

            return;
        }

        var (first, firstFile, firstLine) = seen[key];
        for (var column = book.KeyColumns; column < row.Length; column++)
        {
            if (row[column] != first[column])
            {
                var what = string.Join(' ', row.Take(book.KeyColumns).Where(cell => cell is not null));
                problems.Add(file, line, null, $"{what}: {book.Columns[column]} is {row[column] ?? "empty"} here and {first[column] ?? "empty"} in line {firstLine}{(firstFile == file ? "" : $" of {firstFile}")}.");
                return;
            }
        }
    }
}
