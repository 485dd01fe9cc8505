using System.Globalization;
using System.Text;

namespace Frontline.Importing;

/// <summary>Text with parts of the row in braces: <c>{column}</c>, <c>{row}</c> (counted from 0) and <c>{number}</c> (within the row, counted from 0). A brace itself is doubled.</summary>
internal sealed class TextTemplate
{
    private readonly IReadOnlyList<(string? Literal, ColumnReference? Column)> parts;

    private TextTemplate(IReadOnlyList<(string?, ColumnReference?)> parts) => this.parts = parts;

    public IEnumerable<ColumnReference> Columns => parts.Where(part => part.Column is { Name: not ("row" or "number") }).Select(part => part.Column!.Value);

    /// <exception cref="FormatException">A brace is not closed, or encloses nothing.</exception>
    public static TextTemplate Parse(string text, int line)
    {
        var parts = new List<(string?, ColumnReference?)>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var doubled = i + 1 < text.Length && text[i + 1] == text[i];
            if (text[i] is '{' or '}' && doubled)
            {
                literal.Append(text[i++]);
            }
            else if (text[i] == '{')
            {
                var end = text.IndexOf('}', i);
                if (end <= i + 1)
                {
                    throw new FormatException($"'{text}' has a brace that is not closed, or encloses nothing.");
                }

                parts.Add((literal.ToString(), null));
                literal.Clear();
                parts.Add((null, new ColumnReference(text[(i + 1)..end], line)));
                i = end;
            }
            else
            {
                literal.Append(text[i]);
            }
        }

        parts.Add((literal.ToString(), null));
        return new TextTemplate(parts);
    }

    public string Fill(long row, int number, Func<ColumnReference, string> cellOf) => string.Concat(parts.Select(part => part switch
    {
        { Literal: { } literal } => literal,
        { Column.Name: "row" } => row.ToString(CultureInfo.InvariantCulture),
        { Column.Name: "number" } => number.ToString(CultureInfo.InvariantCulture),
        _ => cellOf(part.Column!.Value),
    }));
}
