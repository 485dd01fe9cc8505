namespace Frontline.Lake.Books;

/// <summary>A document of a book as it is in the lake.</summary>
/// <param name="Header">Its first line.</param>
/// <param name="Sha256">Of the unpacked document, lower-case hex; what the next one names as <see cref="BookHeader.Previous"/>.</param>
/// <param name="Rows">Cells by the book's columns, null where absent; empty when only headers were asked for.</param>
public sealed record BookDocument(BookHeader Header, string Sha256, IReadOnlyList<IReadOnlyList<string?>> Rows);
