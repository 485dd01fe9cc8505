using Frontline.Lake.Books;

namespace Frontline.Client.Contracts;

/// <summary><c>POST /api/rates</c> and <c>POST /api/games/{game}/costs</c></summary>
/// <param name="Source">Where the rows come from.</param>
/// <param name="Files">The files they were in.</param>
/// <param name="Rows">Cells by the book's columns, docs/specs/lake.md; those of costs without the game's. Texts in canonical form, null where empty.</param>
public sealed record BookImportRequest(string Source, IReadOnlyList<BookFile> Files, IReadOnlyList<string?[]> Rows);
