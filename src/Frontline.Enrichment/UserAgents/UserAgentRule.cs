using System.Text.RegularExpressions;

namespace Frontline.Enrichment.UserAgents;

/// <summary>A rule of uap-core: a pattern, and what each part of the answer is when it matches. docs/specification.md of uap-core.</summary>
/// <param name="pattern">Matches anywhere in a user agent.</param>
/// <param name="replacements">For the family and up to four parts of a version: a text in which <c>$1</c> to <c>$9</c> are groups; null for the group in that place.</param>
internal sealed class UserAgentRule(Regex pattern, params string?[] replacements)
{
    /// <summary>The family and the parts of the version, null for what is not told; null when the rule does not match.</summary>
    /// <exception cref="RegexMatchTimeoutException">Matching took too long.</exception>
    public string?[]? Match(string agent)
    {
        var match = pattern.Match(agent);
        return match.Success ? [.. replacements.Select((replacement, index) => Part(match, replacement, index + 1))] : null;
    }

    private static string? Part(Match match, string? replacement, int group)
    {
        var text = replacement is null ? match.Groups[group].Value : Replace(match, replacement);
        text = text.Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Replace(Match match, string replacement)
    {
        for (var at = replacement.IndexOf('$', StringComparison.Ordinal); at >= 0 && at + 1 < replacement.Length; at = replacement.IndexOf('$', at))
        {
            if (!char.IsAsciiDigit(replacement[at + 1]))
            {
                at++;
                continue;
            }

            var value = match.Groups[replacement[at + 1] - '0'].Value;
            replacement = string.Concat(replacement.AsSpan(0, at), value, replacement.AsSpan(at + 2));
            at += value.Length;
            if (at >= replacement.Length) break;
        }

        return replacement;
    }
}
