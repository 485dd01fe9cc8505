using Frontline.Metrics.Definitions;

namespace Frontline.Metrics.Catalogue;

/// <summary>A definition with the numbers of a name put in: <c>retention_d7</c>.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="Definition">What it is defined as.</param>
/// <param name="Numbers">The parameters' values.</param>
public sealed record MetricReference(string Name, MetricDefinition Definition, IReadOnlyDictionary<string, int> Numbers)
{
    public string Title => MetricName.Fill(Definition.Title, Numbers);

    public string Description => MetricName.Fill(Definition.Description, Numbers);
}
