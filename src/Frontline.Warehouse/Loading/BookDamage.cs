namespace Frontline.Warehouse.Loading;

/// <summary>What keeps a book from being loaded to its end. Its documents before that are loaded, and so are the other books and all events.</summary>
/// <param name="Book">The book's name.</param>
/// <param name="Document">The object in the lake that is at fault.</param>
/// <param name="Message">What is wrong with it, in a sentence.</param>
public sealed record BookDamage(string Book, string Document, string Message);
