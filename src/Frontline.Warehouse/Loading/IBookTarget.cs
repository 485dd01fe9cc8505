namespace Frontline.Warehouse.Loading;

/// <summary>What documents of books are loaded into: a warehouse that knows rates and costs.</summary>
public interface IBookTarget
{
    /// <summary>Up to where each book has been loaded; a book that is absent has not been begun.</summary>
    ValueTask<IReadOnlyList<BookPosition>> BookPositionsAsync(CancellationToken cancellation = default);

    /// <summary>Loads documents, all or nothing. On return they are durable and visible, and what is derived from them is up to date.</summary>
    /// <exception cref="LoadException">A document cannot be read.</exception>
    /// <exception cref="Frontline.Core.DataDamagedException">A document holds another number of rows than it says, or a value that is none.</exception>
    Task LoadBooksAsync(IReadOnlyList<LoadBook> documents, CancellationToken cancellation = default);
}
