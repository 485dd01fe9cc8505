using System.Globalization;

namespace Frontline.Importing;

/// <summary>A condition on one cell of a row.</summary>
internal sealed record RowCondition
{
    public required ColumnReference Column { get; init; }

    /// <summary>The cell is one of these; null to not ask.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>The cell is none of these; null to not ask.</summary>
    public IReadOnlyList<string>? NotIn { get; init; }

    public bool? Empty { get; init; }

    /// <summary>The cell is a number above this; null to not ask.</summary>
    public decimal? Above { get; init; }

    public decimal? Below { get; init; }

    public bool AsksForNumber => Above is not null || Below is not null;

    /// <exception cref="RowFormatException">A number is asked for and the cell is none.</exception>
    public bool Holds(string cell)
    {
        if (In?.Contains(cell) == false || NotIn?.Contains(cell) == true || (Empty is { } empty && empty != (cell.Length == 0)))
        {
            return false;
        }

        if (!AsksForNumber)
        {
            return true;
        }

        return decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (Above is not { } above || number > above) && (Below is not { } below || number < below)
            : throw new RowFormatException(Column.Name, cell, "a number");
    }
}
