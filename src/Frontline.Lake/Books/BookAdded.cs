namespace Frontline.Lake.Books;

/// <summary>What became of rows that were given to a book.</summary>
/// <param name="Number">The document made of them; null when there was nothing new.</param>
/// <param name="Added">Rows with a key that the book had not.</param>
/// <param name="Corrected">Rows that say something else than the newest one with their key.</param>
/// <param name="Already">Rows that the book had.</param>
public sealed record BookAdded(long? Number, long Added, long Corrected, long Already);
