using System.Globalization;
using System.Text;

namespace Frontline.Tests.Receiver;

/// <summary>
/// The grammar of JSON (RFC 8259) case by case, in the manner of the public test suites: what every parser must take and what none may. A case is the text
/// of one value; <c>&lt;FF&gt;</c> stands for the byte FF, and in a case to refuse <c>§</c> stands before the first byte that cannot go on.
/// </summary>
internal static class JsonCases
{
    public static IReadOnlyList<string> Accepted { get; } =
    [
        // Numbers
        "0", "-0", "1", "-1", "10", "123456789", "0.0", "-0.0", "0.5", "1.25", "-1.25", "0e0", "0E0", "0e+0", "0e-0", "1e5", "1E5", "1e+5", "1e-5", "1.5e10", "1.5E-10", "-1.5e+10", "1e007", "0.000000000000000000000000000001",
        "1e999", "-1e999", "1e-999", "123456789012345678901234567890", "-9223372036854775808", "9223372036854775807", "18446744073709551616", "0.1000000000000000055511151231257827", "1.7976931348623157e308", "5e-324", "100000000000000000000e-20",
        // Literals
        "true", "false", "null",
        // Texts
        "\"\"", "\"a\"", "\" \"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"", "\"/\"", "\"\\b\\f\\n\\r\\t\"", "\"\\u0000\"", "\"\\u0022\"", "\"\\u005C\"", "\"\\u00e9\"", "\"\\u00E9\"", "\"\\uFFFF\"", "\"\\uFDD0\"", "\"\\uD83D\\uDE00\"", "\"\\ud83d\\ude00\"",
        "\"\\uDBFF\\uDFFF\"", "\"\\\\u0041\"", "\"\\\\n\"", "\"<7F>\"", "\"é\"", "\"日本語\"", "\"😀\"", "\"\u2028\u2029\"", "\"\uFEFF\"", "\"\u200B\"", "\"<EF><BF><BF>\"", "\"<F4><8F><BF><BF>\"", "\"<ED><9F><BF>\"", "\"<EE><80><80>\"", "\"<C2><80>\"", "\"<E0><A0><80>\"",
        "\"<F0><90><80><80>\"", "\"[]{},:\"", "\"// no comment\"", "\"/* nor this */\"", "\"NaN\"", "\"'\"",
        // Arrays
        "[]", "[ ]", "[1]", "[1,2]", "[ 1 , 2 ]", "[[]]", "[[],[[]]]", "[null]", "[null,1,\"1\",{}]", "[\"\"]", "[\n\t1\r\n]", "[1,null,null,null,2]", "[1 ]", "[ 1]",
        // Objects
        "{}", "{ }", "{\"a\":1}", "{\"a\":[]}", "{ \"a\" : 1 }", "{\"a\":1,\"b\":2}", "{\"\":0}", "{\"a\":{\"a\":{\"a\":{}}}}", "{\"\\u0061\":1}", "{\"a\\u0000b\":1}", "{\"é\":1}", "{\"a\\\"b\":1}", "{\"min\":-1.0e+28,\"max\":1.0e+28}", "{\"a\":\n1}",
        "{\"a\":null,\"b\":true,\"c\":false}",
        // Keys that stand twice are well-formed; what they mean is not for a parser of batches to say.
        "{\"a\":1,\"a\":1}", "{\"a\":1,\"a\":2}", "{\"\":1,\"\":2}",
        // Whitespace
        " 1", "1 ", "\t1\t", "\n1\n", "\r1\r", " \r\n\t 1 \r\n\t ",
        // Depth
        new string('[', 12) + new string(']', 12), string.Concat(Enumerable.Repeat("{\"a\":", 12)) + "1" + new string('}', 12),
    ];

    /// <summary>Well-formed, but no text that anyone could store: the Receiver takes them, the Enricher makes a reject of the event.</summary>
    public static IReadOnlyList<string> LoneSurrogates { get; } =
        ["\"\\uD800\"", "\"\\uDFFF\"", "\"\\uDC00\\uD800\"", "\"\\uD800\\u0041\"", "\"\\uD800\\n\"", "\"\\uD800\\uD800\\uDC00\"", "\"a\\udbff\"", "[\"\\udead\"]", "{\"\\ud888\":1}", "{\"a\":{\"b\":[\"\\uDAAA\"]}}"];

    public static IReadOnlyList<string> Malformed { get; } =
    [
        // Numbers
        "§+1", "-§a", "-§-1", "-§,", "0§1", "-0§1", "0§0", "§.5", "-§.5", "1.§,", "1.§e5", "1.§a", "1e§,", "1e+§,", "1e§a", "1e1§.5", "1.2§.3", "0§x1F", "1§_000", "1§a", "1 §000", "§NaN", "-§NaN", "§Infinity", "-§Infinity", "§Inf", "1§d", "§<EF><BC><91>", "1§+2", "1e+§-2",
        "0.§-1", "-§ 1", "1e§.", "0e§,", "§ǃ", "1§'",
        // Literals
        "§True", "§TRUE", "t§", "tru§,", "nul§,", "nu§x", "fals§,", "fals§f", "true§e", "null§0", "§undefined", "n§il", "§yes",
        // Texts
        "§'a'", "§a", "\"a\"§\"b\"", "\"§<00>\"", "\"a§<00>\"", "\"a§<1F>\"", "\"§<0A>\"", "\"§<0D>\"", "\"§<09>\"", "\"\\§a\"", "\"\\§x41\"", "\"\\§'\"", "\"\\§0\"", "\"\\§U0041\"", "\"\\§<00>\"", "\"\\§ \"", "\"\\§é\"", "\"\\u§g000\"", "\"\\u0§g00\"", "\"\\u00§g0\"", "\"\\u000§g\"", "\"\\u12§\"", "\"\\u§ 123\"", "\"\\u§-123\"", "\"\\uD800\\u§\"",
        "\"\\uD800\\§x\"", "§\\u0022a\\u0022", "§“a”", "§`a`",
        // Arrays
        "[§,", "[§,1]", "[1,§]", "[1,§,2]", "[1§;2]", "[1 §2]", "[1§:2]", "[1§}", "[§}", "[1,§}", "[\"a\"§:1]", "[§*]", "[1§/2]", "[-§]", "[1.§]", "[§<0C>]", "[§<0B>1]", "[1]§]", "[§<C2><A0>1]", "[§<E2><80><A8>1]", "[§<EF><BB><BF>1]", "[§...]", "[1.§..]",
        // Objects
        "{§a:1}", "{§'a':1}", "{§1:1}", "{§null:1}", "{§[]:1}", "{\"a\"§}", "{\"a\":§}", "{\"a\"§,1}", "{\"a\" §1}", "{\"a\"§=1}", "{\"a\":§:1}", "{\"a\":1§:2}", "{\"a\":1,§}", "{\"a\":1,§,\"b\":2}", "{§,\"a\":1}", "{\"a\":1 §\"b\":2}", "{\"a\":1§]", "{\"a\":1,§1}", "{\"a\":1§;\"b\":2}", "{§\\u0022a\":1}", "{\"a\":1}§1", "{§{}}", "{\"a\":§+1}",
        "{§*:1}", "{\"a\":1,§'b':2}",
        // Comments and what else other languages allow
        "§// a\n1", "§/* a */1", "1§/* a */", "1§//\n", "§# a\n1", "[1,§/**/2]", "{§/**/\"a\":1}", "{\"a\":1,§/**/}", "§<!-- -->", "§(1)", "§@", "§<00>", "1§<00>", "§<7F>", "§\\n", "[1]§x", "§é", "§😀",
    ];

    /// <summary>Bytes that are not UTF-8. A sequence counts as invalid from its first byte on.</summary>
    public static IReadOnlyList<string> InvalidUtf8 { get; } =
    [
        "\"§<80>\"", "\"§<BF>\"", "\"§<FF>\"", "\"§<FE>\"", "\"§<C0><80>\"", "\"§<C0><AF>\"", "\"§<C1><BF>\"", "\"§<C3>\"", "\"§<C3>(\"", "\"§<E0><80><AF>\"", "\"§<E0><9F><BF>\"", "\"§<F0><80><80><AF>\"", "\"§<F0><8F><BF><BF>\"", "\"§<ED><A0><80>\"", "\"§<ED><BF><BF>\"",
        "\"§<ED><A0><BD><ED><B8><80>\"", "\"§<F4><90><80><80>\"", "\"§<F5><80><80><80>\"", "\"§<F8><88><80><80><80>\"", "\"§<FC><84><80><80><80><80>\"", "\"§<E2><82>\"", "\"é§<E9>\"", "\"日§<E6><97>\"", "\"😀§<F0><9F><98>\"", "{\"§<FF>\":1}", "§<FF>", "[1,§<80>]", "\"\\u00e9§<E9>\"", "§<FE><FF>", "\"a§<C3>\\n\"",
    ];

    /// <summary>The beginnings of values, where a body ends.</summary>
    public static IReadOnlyList<string> Truncated { get; } =
    [
        "", "-", "1", "1.", "1e", "1e+", "t", "tru", "f", "n", "nul", "\"", "\"a", "\"\\", "\"\\u", "\"\\u00", "\"\\uD800\\", "\"\\uD83D\\uDE0", "[", "[1", "[1,", "[[", "[[]", "[\"a", "{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,\"b", "{\"a\":[", "{\"a\":{\"b\":[1,2,{\"c\":\"",
        " ", "true", "\"whole\"", new string('[', 5000),
    ];

    /// <summary>The bytes of a case, and where in them it cannot go on; at their end where it does not say.</summary>
    public static (byte[] Value, int Fault) Read(string text)
    {
        var bytes = new List<byte>();
        int? fault = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '§')
            {
                fault = bytes.Count;
            }
            else if (text[i] == '<' && i + 3 < text.Length && text[i + 3] == '>' && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                bytes.Add(one);
                i += 3;
            }
            else
            {
                var length = char.IsHighSurrogate(text[i]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
        }

        return ([.. bytes], fault ?? bytes.Count);
    }
}
