using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Books;

namespace Frontline.Warehouse.Loading;

/// <summary>Brings the lake's books into a warehouse.</summary>
internal sealed class BookFollower(IObjectStore lake, IObjectPaths paths)
{
    private readonly BookStore books = new(lake);

    /// <summary>Whether what was loaded is what the lake has.</summary>
    /// <exception cref="ChainMismatchException">It is not: the warehouse must be built anew.</exception>
    public async Task CheckAsync(IBookTarget target, CancellationToken cancellation)
    {
        foreach (var position in await target.BookPositionsAsync(cancellation).ConfigureAwait(false))
        {
            if (Book.All.FirstOrDefault(book => book.Name == position.Book) is { } book
                && await books.Sha256Async(book, position.Number, cancellation).ConfigureAwait(false) != position.Sha256)
            {
                throw new ChainMismatchException($"The book {position.Book} was loaded up to document {position.Number}, which is another one in the lake, or gone.");
            }
        }
    }

    /// <summary>Loads all documents there are after those that were loaded.</summary>
    /// <exception cref="Frontline.Core.DataDamagedException">A document is damaged.</exception>
    public async Task CatchUpAsync(IBookTarget target, CancellationToken cancellation)
    {
        var positions = await target.BookPositionsAsync(cancellation).ConfigureAwait(false);
        var documents = new List<LoadBook>();
        foreach (var book in Book.All)
        {
            var position = positions.FirstOrDefault(position => position.Book == book.Name);
            await foreach (var document in books.ReadAsync(book, position?.Number ?? 0, position?.Sha256, withRows: false, cancellation).ConfigureAwait(false))
            {
                documents.Add(new LoadBook(book, document, paths.PathOf(LakeNames.BookDocument(book, document.Header.Number))));
            }
        }

        if (documents.Count > 0)
        {
            await target.LoadBooksAsync(documents, cancellation).ConfigureAwait(false);
        }
    }
}
