using Frontline.Metrics.Definitions;
using Frontline.Yaml;

namespace Frontline.Metrics.Catalogue;

/// <summary>The metrics that Frontline brings: one file each in <c>BuiltIn</c>. Adding one is adding a file; docs/guides/add-a-metric.md.</summary>
public static class BuiltInMetrics
{
    private const string Extension = ".yaml";

    public static MetricCatalogue Catalogue { get; } = Read();

    private static MetricCatalogue Read()
    {
        var problems = new List<FileProblem>();
        var definitions = typeof(BuiltInMetrics).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(Extension, StringComparison.Ordinal)).Select(name => Read(name, problems)).OfType<MetricDefinition>().ToList();
        var catalogue = DefinitionCheck.Combine(definitions, new MetricCatalogue([]), problems);
        return problems.Count == 0 ? catalogue : throw new InvalidOperationException(string.Join('\n', problems));
    }

    private static MetricDefinition? Read(string file, List<FileProblem> problems)
    {
        using var stream = typeof(BuiltInMetrics).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return MetricFileReader.ReadBuiltIn(file[..^Extension.Length], reader.ReadToEnd(), file, problems);
    }
}
