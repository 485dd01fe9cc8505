using System.Globalization;
using Frontline.Yaml;

namespace Frontline.Properties.Configuration;

/// <summary>What files written by hand go wrong with, and what attackers write.</summary>
internal static class YamlTexts
{
    public static IReadOnlyList<string> Fragments { get; } =
    [
        ":", ": ", "- ", "\n", "\n\n", "\r\n", "  ", " ", "\t", "#", "'", "\"", "|\n", ">\n", "|-\n  ", "&a ", "*a", "&a", "<<: *a\n", "!!int ", "!!binary ", "!x ", "? ", "? [a]\n: b\n", "{", "}", "[", "]", ",", "---\n", "...\n",
        "%YAML 1.2\n---\n", "%TAG ! x\n", "~", "null", "true", "no", "-1", "0x10", "1e999", "99999999999999999999", ".inf", ".nan", "\0", "\uFEFF", "\u0085", "\u2028", "é", "😀", "\\", "\"\\ud800\"", "\"\\x\"", "@", "`", "a: b\n",
        "keys: ", "events: ", "column: ", "value: ", "x: {a: [b, {c: d}]}\n", "- - - a\n", "[[[[[[]]]]]]", "{a: {b: {c: {}}}}",
    ];

    /// <summary>Nested as deep as no file is: what overflows the stack of a reader that calls itself cannot be caught.</summary>
    public static IReadOnlyList<string> Deep { get; } =
    [
        new string('[', 100_000), new string('[', 100_000) + new string(']', 100_000), string.Concat(Enumerable.Repeat("{a: ", 100_000)), string.Concat(Enumerable.Repeat("- ", 100_000)) + "a",
        string.Concat(Enumerable.Repeat("? ", 100_000)) + "a", "a: " + string.Concat(Enumerable.Repeat("[{a: ", 100_000)), string.Join('\n', Enumerable.Range(0, 1_000).Select(static depth => new string(' ', depth) + "a:")),
        string.Join('\n', Enumerable.Range(0, 100).Select(static i => string.Create(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{(i == 0 ? "x" : $"*a{i - 1}, *a{i - 1}")}]"))),
    ];
}
