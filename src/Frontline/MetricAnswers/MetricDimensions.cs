using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Sources;

namespace Frontline.MetricAnswers;

/// <summary>What a metric can be cut by: what all the rows it counts have.</summary>
internal static class MetricDimensions
{
    /// <summary>By name, then those of which the name is the data's: <c>experiment.NAME</c>, <c>props.NAME</c>.</summary>
    public static IReadOnlyList<string> Of(MetricDefinition definition, MetricCatalogue catalogue)
    {
        var rows = CutRows(definition, catalogue).ToList();
        return
        [
            .. rows.Select(MetricSources.DimensionsOf).Aggregate((left, right) => left.Intersect(right)).Order(StringComparer.Ordinal),
            .. rows.TrueForAll(source => source.HasPlayers) ? [PlayerDimensions.ExperimentPrefix + "NAME"] : (string[])[],
            .. rows.TrueForAll(source => (source.Detailed ?? source).HasProps) ? [MetricSources.PropsPrefix + "NAME"] : (string[])[],
        ];
    }

    /// <summary>Whether rows of a source are counted in a metric, or in one of those it is made of.</summary>
    public static bool Counts(string source, MetricDefinition definition, MetricCatalogue catalogue) =>
        DefinitionCheck.SelfAndParts(definition, catalogue).Any(part => part.Formula is AggregateFormula { Source: var counted } && counted.Name == source || part.Formula is CohortFormula { Source: var done } && done.Name == source);

    // Cohorts are cut by their players, and by what was spent to win them where that is a part.
    private static IEnumerable<Source> CutRows(MetricDefinition definition, MetricCatalogue catalogue) => DefinitionCheck.SelfAndParts(definition, catalogue).SelectMany(part => part.Formula switch
    {
        AggregateFormula aggregate => [aggregate.Source],
        CohortFormula { Per: CohortBase.Spend } or CohortFormula { LessSpend: true } => [MetricSources.All["installs"], MetricSources.All["spend"]],
        CohortFormula => [MetricSources.All["installs"]],
        _ => (Source[])[],
    });
}
