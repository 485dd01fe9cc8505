using System.Globalization;
using System.Text;

namespace Frontline.Enrichment.Plans;

/// <summary>
/// Writes a regular expression of ECMA-262 (with its flag u, as JSON Schema asks for) as one of .NET with the same meaning: digits and word characters are ASCII, <c>$</c> is the very end,
/// and a character above U+FFFF is one character. What .NET knows and ECMA-262 does not is refused, so that a pattern means the same in every validator.
/// </summary>
internal static class EcmaPattern
{
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const string Surrogates = @"\uD800-\uDFFF";
    private const string Space = @"\t\n\v\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    private const string NoSpace = @"\u0000-\u0008\u000E-\u001F!-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uD7FF\uE000-\uFEFE\uFF00-\uFFFF";

    /// <exception cref="ArgumentException">The message says what is not understood, and where.</exception>
    public static string Translate(string source)
    {
        var output = new StringBuilder(source.Length + 16);
        for (var at = 0; at < source.Length;)
        {
            var character = source[at];
            switch (character)
            {
                case '\\':
                    output.Append(Escape(source, ref at, inClass: false));
                    break;
                case '[':
                    Class(source, ref at, output);
                    break;
                case '(':
                    output.Append(Group(source, ref at));
                    break;
                case '.':
                    output.Append(CultureInfo.InvariantCulture, $@"(?:{Pair}|[^\n\r\u2028\u2029{Surrogates}])");
                    at++;
                    break;
                case '$':
                    output.Append(@"\z");
                    at++;
                    break;
                case ']' or '}':
                    throw Fault(source, at, $"a '{character}' without its beginning is written \\{character}");
                case '{':
                    output.Append(Quantifier(source, ref at));
                    break;
                case ' ' or '#':
                    output.Append('\\').Append(character);
                    at++;
                    break;
                default:
                    output.Append(Character(source, ref at));
                    break;
            }
        }

        return output.ToString();
    }

    private static string Character(string source, ref int at)
    {
        if (at + 1 < source.Length && char.IsSurrogatePair(source, at))
        {
            at += 2;
            return $"(?:{source[(at - 2)..at]})";
        }

        return source[at++].ToString();
    }

    private static string Quantifier(string source, ref int at)
    {
        var end = source.IndexOf('}', at);
        var inside = end < 0 ? "" : source[(at + 1)..end];
        var comma = inside.IndexOf(',', StringComparison.Ordinal);
        var low = comma < 0 ? inside : inside[..comma];
        if (low.Length == 0 || low.Length > 9 || !inside.All(c => char.IsAsciiDigit(c) || c == ',') || inside.Count(c => c == ',') > 1)
        {
            throw Fault(source, at, "a '{' that begins no repetition is written \\{");
        }

        at = end + 1;
        return $"{{{inside}}}";
    }

    private static string Group(string source, ref int at)
    {
        if (at + 1 >= source.Length || source[at + 1] != '?')
        {
            at++;
            return "(";
        }

        foreach (var kind in (string[])["(?:", "(?=", "(?!", "(?<=", "(?<!"])
        {
            if (!source.AsSpan(at).StartsWith(kind, StringComparison.Ordinal)) continue;
            at += kind.Length;
            return kind;
        }

        var nameEnd = source.IndexOf('>', at);
        if (source.AsSpan(at).StartsWith("(?<", StringComparison.Ordinal) && nameEnd > at + 3 && IsGroupName(source.AsSpan(at + 3, nameEnd - at - 3)))
        {
            var group = source[at..(nameEnd + 1)];
            at = nameEnd + 1;
            return group;
        }

        throw Fault(source, at, "a group begins with '(', '(?:', '(?=', '(?!', '(?<=', '(?<!' or '(?<name>'");
    }

    private static bool IsGroupName(ReadOnlySpan<char> name)
    {
        if (char.IsAsciiDigit(name[0])) return false;
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '_') return false;
        }

        return true;
    }

    private static void Class(string source, ref int at, StringBuilder output)
    {
        var start = at++;
        var isNegated = at < source.Length && source[at] == '^';
        if (isNegated) at++;
        var inside = new StringBuilder();
        while (at < source.Length && source[at] != ']')
        {
            if (source[at] == '\\')
            {
                inside.Append(Escape(source, ref at, inClass: true));
            }
            else if (char.IsSurrogate(source[at]))
            {
                throw Fault(source, at, "characters above U+FFFF cannot stand in [ ]; write them as alternatives, (a|b)");
            }
            else
            {
                // In .NET "-[" takes a class away from another.
                if (source[at] == '[') inside.Append('\\');
                inside.Append(source[at++]);
            }
        }

        if (at == source.Length) throw Fault(source, start, "the '[' is not closed");
        at++;
        output.Append((isNegated, inside.Length) switch
        {
            (true, 0) => $@"(?:{Pair}|[^{Surrogates}])",
            (true, _) => $"(?:{Pair}|[^{inside}{Surrogates}])",
            (false, 0) => throw Fault(source, start, "an empty [ ] matches nothing"),
            _ => $"[{inside}]",
        });
    }

    private static string Escape(string source, ref int at, bool inClass)
    {
        if (at + 1 >= source.Length) throw Fault(source, at, "a pattern cannot end with a single \\");
        var start = at;
        var letter = source[at + 1];
        at += 2;
        switch (letter)
        {
            case 'd':
                return inClass ? "0-9" : "[0-9]";
            case 'w':
                return inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]";
            case 's':
                return inClass ? Space : $"[{Space}]";
            case 'D':
                return inClass ? @"\u0000-/:-\uD7FF\uE000-\uFFFF" : $"(?:{Pair}|[^0-9{Surrogates}])";
            case 'W':
                return inClass ? @"\u0000-/:-@\[-\^`{-\uD7FF\uE000-\uFFFF" : $"(?:{Pair}|[^a-zA-Z0-9_{Surrogates}])";
            case 'S':
                return inClass ? NoSpace : $"(?:{Pair}|[^{Space}{Surrogates}])";
            case 'b' when inClass:
                return @"\u0008";
            case 'b' when !inClass:
                return @"(?:(?<=[a-zA-Z0-9_])(?![a-zA-Z0-9_])|(?<![a-zA-Z0-9_])(?=[a-zA-Z0-9_]))";
            case 'B' when !inClass:
                return @"(?:(?<=[a-zA-Z0-9_])(?=[a-zA-Z0-9_])|(?<![a-zA-Z0-9_])(?![a-zA-Z0-9_]))";
            case 't' or 'n' or 'v' or 'f' or 'r':
                return $"\\{letter}";
            case '0' when at == source.Length || !char.IsAsciiDigit(source[at]):
                return @"\u0000";
            case >= '1' and <= '9' when !inClass:
                while (at < source.Length && char.IsAsciiDigit(source[at])) at++;
                return $"(?:{source[start..at]})";
            case 'k' when !inClass && at < source.Length && source[at] == '<' && source.IndexOf('>', at) is > 0 and var end:
                at = end + 1;
                return source[start..at];
            case 'c' when at < source.Length && char.IsAsciiLetter(source[at]):
                at++;
                return $"\\u{source[at - 1] % 32:X4}";
            case 'x' when at + 2 <= source.Length && source.AsSpan(at, 2).IndexOfAnyExcept(Hex) < 0:
                at += 2;
                return $"\\u00{source[(at - 2)..at]}";
            case 'u':
                return Unicode(source, start, ref at, inClass);
            case 'p' or 'P':
                return Category(source, start, ref at);
            case '^' or '$' or '\\' or '.' or '*' or '+' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '|' or '/':
                return $"\\{letter}";
            case '-' when inClass:
                return "\\-";
            // Without the flag u any other sign may be escaped, and people do.
            case var sign when char.IsAscii(sign) && !char.IsAsciiLetterOrDigit(sign) && sign != '_':
                return $"\\u{(int)sign:X4}";
            default:
                throw Fault(source, start, $"\\{letter} is not known");
        }
    }

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private static string Unicode(string source, int start, ref int at, bool inClass)
    {
        var isBraced = at < source.Length && source[at] == '{';
        var end = isBraced ? source.IndexOf('}', at) : at + 4;
        var digits = end < 0 || end > source.Length ? "" : source[(isBraced ? at + 1 : at)..end];
        if (digits.Length is 0 or > 6 || digits.AsSpan().IndexOfAnyExcept(Hex) >= 0 || !isBraced && digits.Length != 4)
        {
            throw Fault(source, start, "\\u is followed by four hex digits, or by more in { }");
        }

        at = isBraced ? end + 1 : end;
        var code = int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (code <= 0xFFFF) return $"\\u{code:X4}";
        if (code > 0x10FFFF) throw Fault(source, start, "no character has that number");
        if (inClass) throw Fault(source, start, "characters above U+FFFF cannot stand in [ ]; write them as alternatives, (a|b)");
        var pair = char.ConvertFromUtf32(code);
        return $"(?:\\u{(int)pair[0]:X4}\\u{(int)pair[1]:X4})";
    }

    private static string Category(string source, int start, ref int at)
    {
        var end = at < source.Length && source[at] == '{' ? source.IndexOf('}', at) : -1;
        var name = end < 0 ? "" : source[(at + 1)..end];
        var category = name switch
        {
            "Letter" => "L",
            "Lowercase_Letter" => "Ll",
            "Uppercase_Letter" => "Lu",
            "Mark" => "M",
            "Number" => "N",
            "Decimal_Number" or "digit" => "Nd",
            "Punctuation" or "punct" => "P",
            "Symbol" => "S",
            "Separator" => "Z",
            "Space_Separator" => "Zs",
            "Other" => "C",
            _ => name,
        };
        if (category.Length is not (1 or 2) || !"LMNPSZC".Contains(category[0], StringComparison.Ordinal))
        {
            throw Fault(source, start, $"of \\{source[start + 1]}{{…}} only general categories are known, such as \\p{{L}} and \\p{{Lu}}");
        }

        at = end + 1;
        return $"\\{source[start + 1]}{{{category}}}";
    }

    private static ArgumentException Fault(string source, int at, string what) =>
        new($"at its character {at + 1} ({Shown(source, at)}): {what}");

    private static string Shown(string source, int at) => source[at..Math.Min(source.Length, at + 10)];
}
