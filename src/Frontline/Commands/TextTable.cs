namespace Frontline.Commands;

/// <summary>Rows in columns, for eyes: plain text, so that it looks the same in a terminal, a file and a mail.</summary>
internal static class TextTable
{
    private const int CellWidthMax = 80;

    /// <param name="output">Where to.</param>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">Each as long as the headings.</param>
    /// <param name="rightAligned">Columns of numbers, by index.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, IReadOnlySet<int>? rightAligned = null)
    {
        var all = rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Shown)]).ToList();
        var widths = columns.Select((column, i) => all.Select(row => row[i].Length).Append(column.Length).Max()).ToList();
        WriteRow(columns);
        output.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (var row in all)
        {
            WriteRow(row);
        }

        void WriteRow(IReadOnlyList<string> cells) => output.WriteLine(string.Join("  ", cells.Select((cell, i) =>
            rightAligned?.Contains(i) == true ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }

    /// <summary>Text without control characters: those in somebody's event must not reach the terminal.</summary>
    public static string Clean(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    private static string Shown(string cell)
    {
        var clean = Clean(cell);
        return clean.Length <= CellWidthMax ? clean : clean[..(CellWidthMax - 1)] + "…";
    }
}
