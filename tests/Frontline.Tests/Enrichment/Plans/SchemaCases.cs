using System.Reflection;
using System.Text.Json;

namespace Frontline.Tests.Enrichment.Plans;

/// <summary>Reads cases in the form of the official JSON Schema test suite: groups of a schema and values, each valid or not.</summary>
internal static class SchemaCases
{
    /// <summary>The cases of this repository: a row for each group.</summary>
    public static IEnumerable<(string Name, JsonElement Group)> Own()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Contains(".Plans.Cases.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            foreach (var group in Groups(stream)) yield return ($"{resource.Split('.')[^2]}: {group.GetProperty("description").GetString()}", group);
        }
    }

    /// <summary>The cases of a folder.</summary>
    public static IEnumerable<(string Name, JsonElement Group)> In(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(path);
            foreach (var group in Groups(stream)) yield return ($"{Path.GetRelativePath(folder, path)}: {group.GetProperty("description").GetString()}", group);
        }
    }

    /// <summary>The tests of a group that come out otherwise than the group says.</summary>
    public static IEnumerable<string> Failures(JsonElement group, Frontline.Enrichment.Plans.TrackingPlan plan)
    {
        foreach (var test in group.GetProperty("tests").EnumerateArray())
        {
            var violations = PlanCheck.Violations(plan, test.GetProperty("data").GetRawText());
            if (test.GetProperty("valid").GetBoolean() != (violations.Length == 0))
            {
                yield return $"{test.GetProperty("description").GetString()}: {test.GetProperty("data").GetRawText()} gave [{string.Join("; ", violations)}]";
            }
        }
    }

    private static List<JsonElement> Groups(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(group => group.Clone())];
    }
}
