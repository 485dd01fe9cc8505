using System.Runtime.CompilerServices;
using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Books;

/// <summary>
/// The documents of the books in a lake. Each is created only if absent under the next number, so of two writers at once one finds the number taken, reads what
/// the other wrote and decides again. Thread-safe.
/// </summary>
public sealed class BookStore(IObjectStore store)
{
    private const int RacesMax = 20;

    private const int CreateAttempts = 3;

    private const char Separator = '\u001F';

    /// <summary>The documents of a book after a number, oldest first.</summary>
    /// <param name="book">The book.</param>
    /// <param name="after">The number of the last one that is not wanted; 0 for all.</param>
    /// <param name="sha256">That one's hash, which the first wanted one must name; null when it is not known.</param>
    /// <param name="withRows">Whether rows are wanted too.</param>
    /// <param name="cancellation">Stops between documents.</param>
    /// <exception cref="DataDamagedException">A document is missing, changed, or does not follow the one before it.</exception>
    public async IAsyncEnumerable<BookDocument> ReadAsync(Book book, long after, string? sha256, bool withRows, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(book);
        var previous = after == 0 ? ChainText.NoPrevious : sha256;
        for (var number = after + 1; ; number++)
        {
            var name = LakeNames.BookDocument(book, number);
            if (await ChainStore.BytesAsync(store, name, cancellation).ConfigureAwait(false) is not { } packed)
            {
                if (await ChainStore.BytesAsync(store, LakeNames.BookDocument(book, number + 1), cancellation).ConfigureAwait(false) is not null)
                    throw new DataDamagedException($"{name} is missing; the document after it is there.", name);

                yield break;
            }

            var document = BookText.Read(book, packed, name, withRows);
            if (document.Header.Book != book.Name || document.Header.Number != number)
                throw new DataDamagedException($"{name} holds document {document.Header.Number} of the book {document.Header.Book}.", name);

            if (previous is not null && document.Header.Previous != previous)
                throw new DataDamagedException($"{name} does not follow the document before it: it names {document.Header.Previous}, not {previous}.", name);

            previous = document.Sha256;
            yield return document;
        }
    }

    /// <summary>The hash of one document; null when there is none.</summary>
    /// <exception cref="DataDamagedException">It is damaged.</exception>
    public async ValueTask<string?> Sha256Async(Book book, long number, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(book);
        var name = LakeNames.BookDocument(book, number);
        return await ChainStore.BytesAsync(store, name, cancellation).ConfigureAwait(false) is { } packed ? BookText.Read(book, packed, name, withRows: false).Sha256 : null;
    }

    /// <summary>Adds what is new of some rows, as one document; on return it is durable. Rows that the book has already add nothing.</summary>
    /// <param name="book">The book.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="files">The files they were in.</param>
    /// <param name="rows">Cells by the book's columns, in canonical form: equal rows are equal texts. A key at most once.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Stops it before anything is written.</param>
    /// <exception cref="ArgumentException">A key occurs twice with different values, or a row has another number of cells.</exception>
    public async Task<BookAdded> AddAsync(
        Book book, string source, IReadOnlyList<BookFile> files, IReadOnlyList<IReadOnlyList<string?>> rows, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(rows);
        var given = Distinct(book, rows);
        for (var race = 0; race < RacesMax; race++)
        {
            var (newest, last) = await NewestAsync(book, cancellation).ConfigureAwait(false);
            var fresh = new List<IReadOnlyList<string?>>();
            var corrected = 0L;
            foreach (var (key, row) in given)
            {
                if (!newest.TryGetValue(key, out var value))
                    fresh.Add(row);
                else if (value != Value(book, row))
                {
                    fresh.Add(row);
                    corrected++;
                }
            }

            if (fresh.Count == 0)
                return new BookAdded(null, 0, 0, given.Count);

            var number = (last?.Header.Number ?? 0) + 1;
            var now = Timestamp.Now(time);
            var packed = BookText.Write(book, fresh, rowsSha256 => new BookHeader
            {
                Book = book.Name,
                Number = number,
                Previous = last?.Sha256 ?? ChainText.NoPrevious,
                RecordedAt = last is not null && last.Header.RecordedAt > now ? last.Header.RecordedAt : now,
                Source = source,
                Files = files,
                Rows = fresh.Count,
                RowsSha256 = rowsSha256,
            });
            if (await CreateAsync(LakeNames.BookDocument(book, number), packed).ConfigureAwait(false))
                return new BookAdded(number, fresh.Count - corrected, corrected, given.Count - fresh.Count);
        }

        throw new IOException($"Other imports into the book {book.Name} were faster {RacesMax} times. Nothing was added; try again.");
    }

    private async Task<(Dictionary<string, string> Newest, BookDocument? Last)> NewestAsync(Book book, CancellationToken cancellation)
    {
        var newest = new Dictionary<string, string>(StringComparer.Ordinal);
        BookDocument? last = null;
        await foreach (var document in ReadAsync(book, 0, null, withRows: true, cancellation).ConfigureAwait(false))
        {
            last = document with { Rows = [] };
            foreach (var row in document.Rows)
                newest[Key(book, row)] = Value(book, row);
        }

        return (newest, last);
    }

    /// <summary>Whether the object is ours: created now, or by an attempt that seemed to fail. Equal bytes of another writer say the same.</summary>
    private async ValueTask<bool> CreateAsync(string name, byte[] packed)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await store.CreateIfAbsentAsync(name, packed, CancellationToken.None).ConfigureAwait(false)
                    || (attempt > 1 && await ChainStore.BytesAsync(store, name, CancellationToken.None).ConfigureAwait(false) is { } found && found.AsSpan().SequenceEqual(packed));
            }
            catch (IOException) when (attempt < CreateAttempts)
            {
            }
        }
    }

    private static Dictionary<string, IReadOnlyList<string?>> Distinct(Book book, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        var distinct = new Dictionary<string, IReadOnlyList<string?>>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Count != book.Columns.Count)
                throw new ArgumentException($"A row has {row.Count} cells; the book {book.Name} has {book.Columns.Count} columns.", nameof(rows));

            var key = Key(book, row);
            if (!distinct.TryAdd(key, row) && Value(book, distinct[key]) != Value(book, row))
                throw new ArgumentException($"The row {key.Replace(Separator, ' ')} is there twice with different values.", nameof(rows));
        }

        return distinct;
    }

    private static string Key(Book book, IReadOnlyList<string?> row) => string.Join(Separator, row.Take(book.KeyColumns));

    private static string Value(Book book, IReadOnlyList<string?> row) => string.Join(Separator, row.Skip(book.KeyColumns));
}
