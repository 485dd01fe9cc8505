namespace Frontline.Warehouse.Loading;

/// <summary>Up to where a book has been loaded.</summary>
/// <param name="Book">The book's name.</param>
/// <param name="Number">The newest document that was loaded.</param>
/// <param name="Sha256">That document's hash, by which it is known again.</param>
public sealed record BookPosition(string Book, long Number, string Sha256);
