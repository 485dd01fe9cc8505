using System.Globalization;

namespace Frontline.Importing;

/// <summary>What the text of a cell says. An empty cell says nothing.</summary>
internal static class Cells
{
    /// <summary>A whole number; <c>4.0</c> is one, as spreadsheets and data frames write it, since nothing is lost.</summary>
    /// <exception cref="RowFormatException">It is none.</exception>
    public static long? Integer(ColumnReference column, string cell) =>
        cell.Length == 0 ? null
        : long.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value
        : decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue ? (long)number
        : throw new RowFormatException(column.Name, cell, "a whole number");

    /// <exception cref="RowFormatException">It is no number, or has more digits than 28.</exception>
    public static decimal? Number(ColumnReference column, string cell) =>
        cell.Length == 0 ? null
        : decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : throw new RowFormatException(column.Name, cell, "a number");

    /// <exception cref="RowFormatException">It is neither.</exception>
    public static bool? Boolean(ColumnReference column, string cell) => cell.ToLowerInvariant() switch
    {
        "" => null,
        "true" or "t" or "yes" or "y" or "1" => true,
        "false" or "f" or "no" or "n" or "0" => false,
        _ => throw new RowFormatException(column.Name, cell, "true or false"),
    };
}
