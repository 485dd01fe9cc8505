using DuckDB.NET.Data;
using Frontline.Core;
using Frontline.Lake.Books;
using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Models;

namespace Frontline.Warehouse.DuckDb;

/// <summary>Documents of books into their tables, within the writer's transaction. The engine reads them itself.</summary>
internal static class BookLoader
{
    public static IReadOnlyList<BookPosition> Positions(DuckDBConnection connection) => connection.Rows(
        "SELECT book, max(number), arg_max(sha256, number) FROM store.books GROUP BY book", row => new BookPosition(row.GetString(0), row.GetInt64(1), row.GetString(2)));

    /// <exception cref="DataDamagedException">A document holds another number of rows than its header says, or a value that is none.</exception>
    public static void Load(DuckDBConnection connection, IReadOnlyList<LoadBook> documents)
    {
        var loaded = Positions(connection).ToDictionary(position => position.Book, position => position.Number);

        // Two that caught up at the same time have read the same documents; the second one finds them loaded.
        foreach (var (book, document, path) in documents.Where(document => document.Document.Header.Number > loaded.GetValueOrDefault(document.Book.Name)))
        {
            var header = document.Header;
            var columns = string.Join(", ", book.Columns.Select(column => $"{column}: 'VARCHAR'"));
            connection.Execute($"""
                SET VARIABLE book_number = {SqlText.Literal(header.Number)}::BIGINT;
                SET VARIABLE book_recorded_at = {SqlText.Literal(header.RecordedAt)};
                SET VARIABLE book_source = {SqlText.Literal(header.Source)};
                CREATE OR REPLACE TEMP VIEW book_rows AS SELECT * FROM read_json({SqlText.Literal(path)}, format = 'newline_delimited', compression = 'gzip', columns = {"{"}{columns}{"}"}) WHERE date IS NOT NULL
                """);
            var rows = LoadRows(connection, book, header, path);
            if (rows != header.Rows)
            {
                throw new DataDamagedException($"Document {header.Number} of the book {book.Name} says that it has {header.Rows} rows, but {rows} were read.", path);
            }

            connection.Execute($"""
                INSERT INTO store.books VALUES ({SqlText.Literal(book.Name)}, {SqlText.Literal(header.Number)}, {SqlText.Literal(document.Sha256)}, {SqlText.Literal(header.RecordedAt)},
                  {SqlText.Literal(header.Source)}, {SqlText.Literal(string.Join(", ", header.Files.Select(file => file.Name)))}, {SqlText.Literal(header.Rows)})
                """);
        }

        foreach (var model in SqlModels.All.Where(model => model.Refresh is not null))
        {
            connection.Execute(model.Refresh!);
        }
    }

    private static long LoadRows(DuckDBConnection connection, Book book, BookHeader header, string path)
    {
        try
        {
            return connection.Execute(SqlModels.Of(book.Name).Book!);
        }
        catch (DuckDBException error) when (DuckDbErrors.IsWrongValue(error))
        {
            throw new DataDamagedException($"Document {header.Number} of the book {book.Name} has a value that is none: {error.Message.Split('\n')[0]}", path, error);
        }
    }
}
