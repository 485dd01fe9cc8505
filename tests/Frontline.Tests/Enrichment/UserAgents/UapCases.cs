namespace Frontline.Tests.Enrichment.UserAgents;

/// <summary>Reads the cases of uap-core: a list of flat mappings, values in single or double quotes or absent.</summary>
internal static class UapCases
{
    public static IReadOnlyList<Dictionary<string, string?>> Read(string path)
    {
        var cases = new List<Dictionary<string, string?>>();
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#' && line != "test_cases:"))
        {
            var isFirst = line.StartsWith("- ", StringComparison.Ordinal);
            if (isFirst) cases.Add([]);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].Trim();
            cases[^1].Add(line[(isFirst ? 2 : 0)..colon].Trim(), value.Length == 0 ? null : value[1..^1]);
        }

        return cases;
    }
}
