namespace Frontline.Enrichment.UserAgents;

/// <summary>Reads the form of YAML in which uap-core keeps its rules: lists of flat mappings, every value in single quotes. Anything else is refused, so that another form is not read wrongly.</summary>
internal static class UserAgentRuleFile
{
    /// <summary>The rules of each list, in order, each as its keys and values.</summary>
    /// <exception cref="FormatException">A line of another form.</exception>
    public static Dictionary<string, List<Dictionary<string, string>>> Read(TextReader reader)
    {
        var lists = new Dictionary<string, List<Dictionary<string, string>>>(StringComparer.Ordinal);
        List<Dictionary<string, string>>? list = null;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#') continue;
            if (char.IsAsciiLetter(line[0]) && text[^1] == ':')
            {
                lists.Add(text[..^1], list = []);
                continue;
            }

            var isFirst = text.StartsWith("- ", StringComparison.Ordinal);
            var colon = text.IndexOf(": '", StringComparison.Ordinal);
            if (list is null || colon < 0 || text[^1] != '\'' || text.Length < colon + 4) throw new FormatException($"Line {number} of uap-core's rules is no key with a value in single quotes: {line}");
            if (isFirst) list.Add(new Dictionary<string, string>(StringComparer.Ordinal));
            list[^1].Add(text[(isFirst ? 2 : 0)..colon].Trim(), text[(colon + 3)..^1].Replace("''", "'", StringComparison.Ordinal));
        }

        return lists;
    }
}
