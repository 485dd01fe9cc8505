using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Books;

namespace Frontline.Warehouse.Loading;

/// <summary>
/// Brings the lake's books into a warehouse that knows them; another one has none to bring. Damage stays with its book: it is remembered and told, and the book
/// is loaded as far as it is sound.
/// </summary>
/// <param name="lake">Where the books are.</param>
/// <param name="paths">The same store's paths, by which the engine reads documents itself.</param>
/// <param name="damaged">Told of damage, once while it lasts; null for nobody.</param>
internal sealed class BookFollower(IObjectStore lake, IObjectPaths paths, Action<BookDamage>? damaged)
{
    private readonly BookStore books = new(lake);
    private IReadOnlyList<BookDamage> amongLoaded = [];
    private IReadOnlyList<BookDamage> amongWaiting = [];

    /// <summary>The damage found when the books were last looked at.</summary>
    public IReadOnlyList<BookDamage> Damages => [.. Volatile.Read(ref amongLoaded).Union(Volatile.Read(ref amongWaiting))];

    /// <summary>Why the warehouse must be built anew: it has loaded a document that is another one in the lake, or gone. Null when it need not, or when damage keeps it from being told.</summary>
    public async Task<string?> MismatchAsync(ILoadTarget target, CancellationToken cancellation)
    {
        if (target is not IBookTarget loaded)
        {
            return null;
        }

        var found = new List<BookDamage>();
        foreach (var position in await loaded.BookPositionsAsync(cancellation).ConfigureAwait(false))
        {
            try
            {
                if (Book.All.FirstOrDefault(book => book.Name == position.Book) is { } book
                    && await books.Sha256Async(book, position.Number, cancellation).ConfigureAwait(false) != position.Sha256)
                {
                    return $"The book {position.Book} was loaded up to document {position.Number}, which is another one in the lake, or gone.";
                }
            }
            catch (DataDamagedException damage)
            {
                found.Add(new BookDamage(position.Book, damage.Where, damage.Message));
            }
        }

        Remember(ref amongLoaded, found);
        return null;
    }

    /// <summary>Loads all documents there are after those that were loaded, of each book up to its first damage.</summary>
    public async Task CatchUpAsync(ILoadTarget target, CancellationToken cancellation)
    {
        if (target is not IBookTarget loaded)
        {
            return;
        }

        var found = new List<BookDamage>();
        var positions = await loaded.BookPositionsAsync(cancellation).ConfigureAwait(false);
        foreach (var book in Book.All)
        {
            await CatchUpAsync(loaded, book, positions.FirstOrDefault(position => position.Book == book.Name), found, cancellation).ConfigureAwait(false);
        }

        Remember(ref amongWaiting, found);
        if (Volatile.Read(ref amongLoaded).Count > 0)
        {
            // Whether it is mended. That it has become another document is a matter for the next start.
            await MismatchAsync(target, cancellation).ConfigureAwait(false);
        }
    }

    private async Task CatchUpAsync(IBookTarget target, Book book, BookPosition? position, List<BookDamage> found, CancellationToken cancellation)
    {
        var documents = new List<LoadBook>();
        try
        {
            await foreach (var document in books.ReadAsync(book, position?.Number ?? 0, position?.Sha256, withRows: false, cancellation).ConfigureAwait(false))
            {
                documents.Add(new LoadBook(book, document, paths.PathOf(LakeNames.BookDocument(book, document.Header.Number))));
            }
        }
        catch (DataDamagedException damage)
        {
            found.Add(new BookDamage(book.Name, damage.Where, damage.Message));
        }

        var fault = documents.Count == 0 ? null : await LoadAsync(target, documents, cancellation).ConfigureAwait(false);
        if (fault is not null && documents.Count > 1)
        {
            // Nothing of them was loaded: so one by one, up to the one at fault.
            fault = null;
            for (var i = 0; i < documents.Count && fault is null; i++)
            {
                fault = await LoadAsync(target, [documents[i]], cancellation).ConfigureAwait(false);
            }
        }

        if (fault is not null)
        {
            found.Add(fault);
        }
    }

    private static async Task<BookDamage?> LoadAsync(IBookTarget target, List<LoadBook> documents, CancellationToken cancellation)
    {
        try
        {
            await target.LoadBooksAsync(documents, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (error is DataDamagedException or LoadException)
        {
            var (book, document, _) = documents[0];
            return new BookDamage(book.Name, LakeNames.BookDocument(book, document.Header.Number), error.Message);
        }
    }

    private void Remember(ref IReadOnlyList<BookDamage> place, List<BookDamage> found)
    {
        // Two that look at the same time find the same, and one of them finds what the other has remembered.
        foreach (var damage in found.Except(Interlocked.Exchange(ref place, found)))
        {
            damaged?.Invoke(damage);
        }
    }
}
