using Frontline.Core;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Catalogue;

/// <summary>The metrics of a game: those that Frontline brings, and its own.</summary>
public sealed class MetricCatalogue
{
    private readonly Dictionary<string, MetricDefinition> plain;
    private readonly List<MetricDefinition> templates;

    /// <param name="definitions">No two with one name.</param>
    public MetricCatalogue(IEnumerable<MetricDefinition> definitions)
    {
        Definitions = [.. definitions.OrderBy(definition => definition.Name, StringComparer.Ordinal)];
        plain = Definitions.Where(definition => definition.Parameters.Count == 0).ToDictionary(definition => definition.Name, StringComparer.Ordinal);
        templates = [.. Definitions.Where(definition => definition.Parameters.Count > 0)];
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<MetricDefinition> Definitions { get; }

    /// <returns>Null when there is no such metric.</returns>
    public MetricReference? Find(string name)
    {
        if (plain.TryGetValue(name, out var definition))
        {
            return new MetricReference(name, definition, new Dictionary<string, int>());
        }

        foreach (var template in templates)
        {
            if (MetricName.Match(template.Name, name) is { } numbers)
            {
                return new MetricReference(name, template, numbers);
            }
        }

        return null;
    }

    /// <exception cref="MetricException">There is no such metric; names the nearest.</exception>
    public MetricReference Resolve(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name) ?? throw new MetricException("unknown_metric", $"There is no metric '{name}'.{Hint(name)}");
    }

    private string Hint(string name)
    {
        if (templates.Find(template => template.Name == name || template.Name[..template.Name.IndexOf('{', StringComparison.Ordinal)].TrimEnd('d', '_') == name) is { } template)
        {
            return $" A number is missing in it: {MetricName.Fill(template.Name, template.Parameters.Select((parameter, i) => (parameter, i)).ToDictionary(pair => pair.parameter, pair => 7 * (pair.i + 1)))}.";
        }

        if (MetricSources.All.Values.SelectMany(MetricSources.DimensionsOf).Contains(name))
        {
            return $" It is a dimension: --by {name}, several with commas between them.";
        }

        return NearestName.Of(name, Definitions.Select(definition => definition.Name)) is { } near ? $" Did you mean '{near}'?" : " `frontline metrics list` names them all.";
    }
}
