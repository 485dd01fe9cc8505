using System.Globalization;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>
/// Turns questions into SQL over the views of docs/specs/warehouse.md, as one game sees them. Every number a metric is made of is a query of its own; the statement puts them side by side by
/// period and dimensions and does the arithmetic. No page, command or report writes SQL of its own for a metric.
/// </summary>
public sealed class MetricCompiler(MetricCatalogue catalogue)
{
    /// <summary>More dimensions at once make tables that nobody reads and the engine cannot hold.</summary>
    public const int DimensionsMax = 4;

    /// <exception cref="MetricException">The metric is not known, or dimensions, filter or period do not fit it.</exception>
    public CompiledMetric Compile(MetricQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        CheckDays(question.From, question.To);
        CheckDimensions(question.By);
        var metric = catalogue.Resolve(question.Metric);
        if (question.WithInterval && IntervalCheck.FaultOf(metric, catalogue) is { } fault)
        {
            throw new MetricException("bad_request", $"{metric.Name} has no interval: {fault}");
        }

        var longer = LongerOf(metric.Definition.Formula);
        var perDay = longer == LongerPeriods.Mean && question.Period != Granularity.Day;
        var days = new Days(question.From, question.To, question.Period, IsRunning: longer == LongerPeriods.Running);

        // What adds up to the period's is added up and then shared out; what does not is computed for each day first.
        var dayByDay = perDay && metric.Definition.Formula is not AggregateFormula { TrailingDays: null, Per: null, Measure.Kind: MeasureKind.Count or MeasureKind.PlayerDays or MeasureKind.Sum or MeasureKind.Money };
        var computed = dayByDay ? days with { Period = Granularity.Day } : days;
        var formula = new FormulaCompiler(catalogue, question, new PartCompiler(question, computed));
        var value = formula.Compile(metric);
        var sql = new Statement(question, formula.Parts, formula.Horizon).Write(computed, days, value, shared: perDay && !dayByDay);
        return new CompiledMetric(metric, formula.WeighsSpend ? UnallocatedSpend.Withhold(sql, days, question.By, question.Where) : sql, IsRatio: value.Denominator is not null && !dayByDay, formula.Horizon);
    }

    private static LongerPeriods LongerOf(MetricFormula formula) => formula switch
    {
        AggregateFormula aggregate => aggregate.Longer,
        CompositeFormula composite => composite.Longer,
        _ => LongerPeriods.Sum,
    };

    internal static void CheckDays(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            throw new MetricException("bad_period", string.Create(CultureInfo.InvariantCulture, $"The period ends on {to:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}."));
        }
    }

    internal static void CheckDimensions(IReadOnlyList<string> by)
    {
        if (by.Count > DimensionsMax)
        {
            throw new MetricException("bad_dimension", $"{by.Count} dimensions are too many; {DimensionsMax} can be asked for at once.");
        }

        if (by.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new MetricException("bad_dimension", $"by: '{twice.Key}' stands there twice.");
        }
    }
}
