using System.Globalization;

namespace Frontline.Importing;

/// <summary>What the text of a cell says. An empty cell says nothing.</summary>
internal static class Cells
{
    /// <summary>What a decimal holds; of a longer number it would be rounded without a word.</summary>
    private const int DigitsMax = 28;

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
        : !decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? throw new RowFormatException(column.Name, cell, "a number")
        : SignificantDigits(cell) <= DigitsMax ? value
        : throw new RowFormatException(column.Name, cell, $"a number of at most {DigitsMax} digits");

    /// <exception cref="RowFormatException">It is neither.</exception>
    public static bool? Boolean(ColumnReference column, string cell) => cell.ToLowerInvariant() switch
    {
        "" => null,
        "true" or "t" or "yes" or "y" or "1" => true,
        "false" or "f" or "no" or "n" or "0" => false,
        _ => throw new RowFormatException(column.Name, cell, "true or false"),
    };

    private static int SignificantDigits(string cell)
    {
        if (cell.Length <= DigitsMax)
        {
            return cell.Length;
        }

        var mantissa = string.Concat(cell.TakeWhile(character => character is not ('e' or 'E')).Where(char.IsAsciiDigit));
        return mantissa.Trim('0').Length;
    }
}
