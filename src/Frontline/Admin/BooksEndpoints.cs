using Frontline.Books;
using Frontline.Client.Contracts;
using Frontline.Core.Games;
using Frontline.Lake.Books;
using Frontline.Warehouse.Loading;
using Microsoft.AspNetCore.Http.Features;

namespace Frontline.Admin;

/// <summary>Rates and costs on their way into the lake's books. Harmless to repeat: what is there already adds nothing.</summary>
internal static class BooksEndpoints
{
    private const long BodyBytesMax = 512L << 20;

    public static void MapBooks(this IEndpointRouteBuilder endpoints, IGameCatalog games, BookStore books, Loader loader, TimeProvider time)
    {
        endpoints.MapPost("/api/rates", context => AdminAnswer.WriteAsync(context, async cancellation =>
        {
            var request = await ReadAsync(context, cancellation).ConfigureAwait(false);
            var response = await AddAsync(Book.Rates, request, game: null, books, loader, time, cancellation).ConfigureAwait(false);
            return response with { Gaps = await GapsAsync(request, books, cancellation).ConfigureAwait(false) };
        }));
        endpoints.MapPost("/api/games/{game}/costs", context => AdminAnswer.WriteAsync(context, async cancellation =>
        {
            var game = GamesEndpoints.Find(games, context).Id;
            return await AddAsync(Book.Costs, await ReadAsync(context, cancellation).ConfigureAwait(false), game, books, loader, time, cancellation).ConfigureAwait(false);
        }));
    }

    private static Task<BookImportRequest> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = BodyBytesMax;
        return AdminAnswer.ReadAsync<BookImportRequest>(context, cancellation);
    }

    private static async Task<BookImportResponse> AddAsync(
        Book book, BookImportRequest request, string? game, BookStore books, Loader loader, TimeProvider time, CancellationToken cancellation)
    {
        if (request is not { Source: { Length: > 0 and <= 200 }, Files: not null, Rows: { Count: <= BookRows.RowsMax } })
        {
            throw new BadHttpRequestException($"A source of at most 200 characters, files and at most {BookRows.RowsMax} rows are expected.");
        }

        var rows = request.Rows.Select((row, number) => Check(book, game is null ? row : [game, .. row ?? []], number)).ToList();
        BookAdded added;
        try
        {
            added = await books.AddAsync(book, request.Source, request.Files, rows, time, cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            throw new BadHttpRequestException(exception.Message, exception);
        }

        // Also when nothing is new: what was added a moment ago may not be in the warehouse yet.
        await loader.CatchUpAsync(cancellation).ConfigureAwait(false);
        return new BookImportResponse(added.Number, added.Added, added.Corrected, added.Already);
    }

    private static async Task<IReadOnlyList<RateGap>> GapsAsync(BookImportRequest request, BookStore books, CancellationToken cancellation)
    {
        var gaps = new RateGaps(request.Rows);
        await foreach (var document in books.ReadAsync(Book.Rates, after: 0, sha256: null, withRows: true, cancellation).ConfigureAwait(false))
        {
            foreach (var row in document.Rows)
            {
                gaps.Add(row);
            }
        }

        return gaps.Find();
    }

    private static string?[] Check(Book book, string?[]? row, int number)
    {
        if (row is null || row.Length != book.Columns.Count)
        {
            throw new BadHttpRequestException($"Row {number} has {row?.Length ?? 0} cells; {book.Columns.Count} are expected.");
        }

        for (var column = 0; column < row.Length; column++)
        {
            var value = BookCells.Read(book.Columns[column], row[column] ?? "", out var problem);
            if (problem is not null || value != row[column])
            {
                throw new BadHttpRequestException($"Row {number}, column {book.Columns[column]}: {problem ?? $"'{row[column]}' is not in canonical form, which is '{value}'."}");
            }
        }

        return row;
    }
}
