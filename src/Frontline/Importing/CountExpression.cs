using System.Globalization;
using System.Text;

namespace Frontline.Importing;

/// <summary>
/// How many times an event is repeated: columns and whole numbers, added and subtracted, such as <c>num_attempts - num_success</c>. A column whose name holds
/// '+', '-' or a space is written in double quotes. A result below zero counts as none.
/// </summary>
internal sealed class CountExpression
{
    private readonly IReadOnlyList<Term> terms;

    private CountExpression(IReadOnlyList<Term> terms) => this.terms = terms;

    public IEnumerable<ColumnReference> Columns => terms.Where(term => term.Column is not null).Select(term => term.Column!.Value);

    /// <exception cref="FormatException">It is not such an expression; the message is a sentence.</exception>
    public static CountExpression Parse(string text, int line)
    {
        var terms = new List<Term>();
        var at = 0;
        var sign = 1;
        while (true)
        {
            SkipSpaces();
            if (at == text.Length)
            {
                throw new FormatException($"'{text}' ends where a column or a number is expected.");
            }

            terms.Add(ReadTerm());
            SkipSpaces();
            if (at == text.Length)
            {
                return new CountExpression(terms);
            }

            sign = text[at] switch
            {
                '+' => 1,
                '-' => -1,
                var other => throw new FormatException($"'{text}' has '{other}' where '+' or '-' is expected. A column name with spaces is written in double quotes."),
            };
            at++;
        }

        void SkipSpaces()
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }

        Term ReadTerm()
        {
            var name = new StringBuilder();
            if (text[at] == '"')
            {
                var end = text.IndexOf('"', at + 1);
                name.Append(end < 0 ? throw new FormatException($"'{text}' has a quote that is not closed.") : text[(at + 1)..end]);
                at = end + 1;
                return new Term(sign, new ColumnReference(name.ToString(), line), 0);
            }

            while (at < text.Length && text[at] is not ('+' or '-' or ' ' or '"'))
            {
                name.Append(text[at++]);
            }

            return name.Length == 0
                ? throw new FormatException($"'{text}' has '{text[at]}' where a column or a number is expected.")
                : long.TryParse(name.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? new Term(sign, null, number)
                    : new Term(sign, new ColumnReference(name.ToString(), line), 0);
        }
    }

    /// <exception cref="RowFormatException">A cell is not a whole number.</exception>
    public long Evaluate(Func<ColumnReference, string> cellOf)
    {
        var sum = 0L;
        foreach (var term in terms)
        {
            var value = term.Column is { } column ? Cells.Integer(column, cellOf(column)) ?? 0 : term.Constant;
            sum += term.Sign * Math.Clamp(value, -1_000_000_000_000, 1_000_000_000_000);
        }

        return Math.Max(0, sum);
    }

    private readonly record struct Term(int Sign, ColumnReference? Column, long Constant);
}
