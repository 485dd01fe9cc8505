using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans;

/// <summary>
/// A regular expression of a schema. Where the expression allows it, it is matched without back-tracking, in time proportional to the text; else (look-around, back-references) with a bound
/// of <see cref="TimeMax"/>. Thread-safe.
/// </summary>
internal sealed class Pattern
{
    /// <summary>What a back-tracking match may take.</summary>
    public static readonly TimeSpan TimeMax = TimeSpan.FromMilliseconds(20);

    private readonly Regex regex;

    private Pattern(string source, Regex regex, bool isLinear)
    {
        Source = source;
        IsLinear = isLinear;
        this.regex = regex;
    }

    /// <summary>As written in the schema.</summary>
    public string Source { get; }

    /// <summary>Whether no text can make it run away.</summary>
    public bool IsLinear { get; }

    /// <exception cref="ArgumentException">It is no pattern that is understood; the message says what is wrong with it.</exception>
    public static Pattern Compile(string source)
    {
        var translated = EcmaPattern.Translate(source);
        try
        {
            return new Pattern(source, new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), isLinear: true);
        }
        catch (NotSupportedException)
        {
            return new Pattern(source, new Regex(translated, RegexOptions.CultureInvariant, TimeMax), isLinear: false);
        }
    }

    public PatternAnswer Match(JsonTape tape, int text, PatternBudget budget)
    {
        if (!IsLinear && budget.IsSpent) return PatternAnswer.TookTooLong;
        if (tape[text].Value.IsEscaped) return Match(tape.Text(text), budget);
        var utf8 = tape.Content(text);
        var rented = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            return Match(rented.AsSpan(0, Encoding.UTF8.GetChars(utf8, rented)), budget);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private PatternAnswer Match(ReadOnlySpan<char> text, PatternBudget budget)
    {
        try
        {
            return regex.IsMatch(text) ? PatternAnswer.Matches : PatternAnswer.DoesNotMatch;
        }
        catch (RegexMatchTimeoutException)
        {
            budget.CountTimeout();
            return PatternAnswer.TookTooLong;
        }
    }
}
