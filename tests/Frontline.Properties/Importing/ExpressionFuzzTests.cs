using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Frontline.Importing;
using Frontline.Properties.Fuzzing;
using Xunit;

namespace Frontline.Properties.Importing;

/// <summary>The two small languages of a mapping, <c>repeat</c> and <c>event_id</c>, against regular expressions that say the same.</summary>
public sealed class ExpressionFuzzTests
{
    private const int Cases = 60_000;

    private static readonly string[] Counts = ["num_attempts - num_success", "3", "\"number of tries\" + 2 -1", "a+b+c"];
    private static readonly string[] CountFragments = ["+", "-", " ", "\"", "\"\"", "--", "0", "99999999999999999999", "1000000000001", "a", "\t", "é", "😀", "\"a b\"", "*", ""];

    private static readonly string[] Templates = ["{who}-{row}-{number}", "no column", "{{{a}}}", "a{b c}d"];
    private static readonly string[] TemplateFragments = ["{", "}", "{{", "}}", "{}", "{a}", "{row}", "{number}", "{ROW}", "é", "😀", " ", "\0", ""];

    [Fact]
    public void A_repeat_is_refused_with_a_sentence_or_counts_as_it_reads() => Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Counts, CountFragments, NaiveCount, Count));

    [Fact]
    public void An_event_id_is_refused_with_a_sentence_or_filled_as_it_reads() => Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Templates, TemplateFragments, NaiveFill, Fill));

    [Theory]
    [InlineData("spaces")]
    [InlineData("signs")]
    [InlineData("large numbers")]
    [InlineData("throws")]
    public void The_harness_finds_a_planted_bug_in_repeat(string bug) => Assert.NotNull(FirstFault(seed: 1, Cases, Counts, CountFragments, NaiveCount, bug switch
    {
        "spaces" => static text => Count(text.Replace("\t", " ", StringComparison.Ordinal)),
        "signs" => static text => Count(text.Replace("--", "-", StringComparison.Ordinal)),
        "large numbers" => static text => Count(text.Replace("1000000000001", "1000000000000", StringComparison.Ordinal)) is { } count && text == "1000000000001" ? (long.Parse(count, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) : Count(text),
        _ => static text => text.Contains("\"\"", StringComparison.Ordinal) ? throw new InvalidOperationException("a planted exception") : Count(text),
    }));

    [Theory]
    [InlineData("doubled braces")]
    [InlineData("empty braces")]
    [InlineData("row")]
    public void The_harness_finds_a_planted_bug_in_event_id(string bug) => Assert.NotNull(FirstFault(seed: 1, Cases, Templates, TemplateFragments, NaiveFill, bug switch
    {
        "doubled braces" => static text => Fill(text.Replace("}}", "}", StringComparison.Ordinal)),
        "empty braces" => static text => Fill(text.Replace("{}", "", StringComparison.Ordinal)),
        _ => static text => Fill(text.Replace("{ROW}", "{row}", StringComparison.Ordinal)),
    }));

    private static string? Count(string text)
    {
        try
        {
            return CountExpression.Parse(text, line: 1).Evaluate(static column => Cell(column.Name)).ToString(CultureInfo.InvariantCulture);
        }
        catch (FormatException exception) when (exception.Message.EndsWith('.'))
        {
            return null;
        }
    }

    private static string? NaiveCount(string text)
    {
        var whole = Regex.Match(text, """^ *(?<term>"[^"]*"|[^-+ "]+)(?: *(?<sign>[-+]) *(?<term>"[^"]*"|[^-+ "]+))* *\z""", RegexOptions.CultureInvariant);
        if (!whole.Success)
        {
            return null;
        }

        var sum = 0m;
        var terms = whole.Groups["term"].Captures;
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i].Value;
            var value = term[0] != '"' && term.All(char.IsAsciiDigit) && decimal.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue
                ? number : decimal.Parse(Cell(term.Trim('"')), CultureInfo.InvariantCulture);
            sum += (i > 0 && whole.Groups["sign"].Captures[i - 1].Value == "-" ? -1 : 1) * Math.Min(value, 1_000_000_000_000);
        }

        return Math.Max(0, sum).ToString(CultureInfo.InvariantCulture);
    }

    private static string? Fill(string text)
    {
        try
        {
            return TextTemplate.Parse(text, line: 1).Fill(17, 3, static column => "[" + column.Name + "]");
        }
        catch (FormatException exception) when (exception.Message.EndsWith('.'))
        {
            return null;
        }
    }

    private static string? NaiveFill(string text)
    {
        var filled = new StringBuilder();
        foreach (Match part in Regex.Matches(text, """\{\{|\}\}|\{(?<column>[^}]+)\}|[\s\S]""", RegexOptions.CultureInvariant))
        {
            if (part.Value == "{")
            {
                return null;
            }

            var column = part.Groups["column"];
            filled.Append(!column.Success ? part.Value[..1] : column.Value switch { "row" => "17", "number" => "3", var name => "[" + name + "]" });
        }

        return filled.ToString();
    }

    private static string Cell(string column) => column.Length.ToString(CultureInfo.InvariantCulture);

    private static string? FirstFault(int seed, int cases, string[] texts, string[] fragments, Func<string, string?> naive, Func<string, string?> real) => Fuzz.FirstFault(seed, cases, random =>
    {
        var text = TextMutator.Damage(texts[random.Next(texts.Length)], fragments, random);
        var (expected, found) = (naive(text), real(text));
        return found == expected ? null : $"expected {expected ?? "a refusal"}, found {found ?? "a refusal"}, for {JsonSerializer.Serialize(text)}";
    });
}
