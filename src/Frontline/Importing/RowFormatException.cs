namespace Frontline.Importing;

/// <summary>A cell is not what the mapping says. Caught per row: the row becomes a reject, and the import goes on.</summary>
internal sealed class RowFormatException(string column, string cell, string expected)
    : Exception($"Column '{column}' is '{(cell.Length <= 100 ? cell : cell[..100] + "…")}'; {expected} is expected.");
