using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Sources;

namespace Frontline.MetricAnswers;

/// <summary>What a metric can be cut by: what all the rows it counts have.</summary>
internal static class MetricDimensions
{
    /// <summary>Beside these, rows of events have <c>props.NAME</c>, and players <c>experiment.NAME</c>.</summary>
    public static IReadOnlyList<string> Of(MetricDefinition definition, MetricCatalogue catalogue) =>
        [.. Sources(definition.Formula, catalogue, []).Select(MetricSources.DimensionsOf).Aggregate((left, right) => left.Intersect(right)).Order(StringComparer.Ordinal)];

    /// <summary>Whether rows of a source are counted in a metric, or in one of those it is made of.</summary>
    public static bool Counts(string source, MetricDefinition definition, MetricCatalogue catalogue) =>
        definition.Formula is CohortFormula cohort ? cohort.Source.Name == source : Sources(definition.Formula, catalogue, []).Any(counted => counted.Name == source);

    private static IEnumerable<Source> Sources(MetricFormula formula, MetricCatalogue catalogue, HashSet<string> seen) => formula switch
    {
        AggregateFormula aggregate => [aggregate.Source, .. Within(formula, catalogue, seen)],
        CohortFormula { Per: CohortBase.Spend } or CohortFormula { LessSpend: true } => [MetricSources.All["installs"], MetricSources.All["spend"]],
        CohortFormula => [MetricSources.All["installs"]],
        _ => Within(formula, catalogue, seen),
    };

    private static IEnumerable<Source> Within(MetricFormula formula, MetricCatalogue catalogue, HashSet<string> seen) =>
        DefinitionCheck.MetricsIn(formula).Where(seen.Add).SelectMany(name => Sources(catalogue.Resolve(name).Definition.Formula, catalogue, seen));
}
