using Frontline.Lake.Books;

namespace Frontline.Warehouse.Loading;

/// <summary>A document of a book to load.</summary>
/// <param name="Book">The book.</param>
/// <param name="Document">What its header says, and its hash.</param>
/// <param name="Path">Where the engine reads it.</param>
public sealed record LoadBook(Book Book, BookDocument Document, string Path);
