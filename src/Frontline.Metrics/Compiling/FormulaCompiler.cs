using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>Arithmetic over metrics as SQL over the columns of their parts, which it collects.</summary>
internal sealed class FormulaCompiler(MetricCatalogue catalogue, MetricQuestion question, PartCompiler compiler)
{
    /// <summary>Metrics of metrics of metrics: written out, a formula can become as long as one likes.</summary>
    private const int MetricsMax = 200;

    private readonly Dictionary<string, Part> parts = new(StringComparer.Ordinal);
    private int written;
    private bool hasSpend;
    private bool hasOther;

    public IReadOnlyCollection<Part> Parts => parts.Values;

    public Horizon Horizon { get; private set; } = new(Before: 0, After: 0, IsOpen: false, IsOfCohorts: true);

    /// <summary>Whether spend is set against something else.</summary>
    public bool WeighsSpend => hasSpend && hasOther;

    /// <summary>A metric's value of a period, as it enters a formula.</summary>
    /// <exception cref="MetricException">Written out, it has too many metrics, or dimensions or filter do not fit one.</exception>
    public Quotient Compile(MetricReference metric)
    {
        if (++written > MetricsMax)
        {
            throw new MetricException("bad_definition", $"'{question.Metric}' is made of more than {MetricsMax} metrics.");
        }

        switch (metric.Definition.Formula)
        {
            case AggregateFormula { Per: { } per } aggregate:
                return new Quotient(Compile(metric.Name, aggregate), Compile(catalogue.Resolve(per)).Text);
            case AggregateFormula aggregate:
                return new Quotient(Compile(metric.Name, aggregate));
            case CohortFormula cohort:
                LookAt(metric, cohort);
                var (sum, divisor, less) = compiler.Cohort(metric, cohort);
                return new Quotient(less is null ? Add(sum) : $"({Add(sum)} - {Add(less)})", divisor is null ? null : Add(divisor));
            case CompositeFormula { Expression: BinaryExpression { Operator: BinaryOperator.Divide } division }:
                return new Quotient(Compile(division.Left), Compile(division.Right));
            case CompositeFormula composite:
                return new Quotient(Compile(composite.Expression));
            default:
                throw new InvalidOperationException($"{metric.Definition.Formula.GetType().Name} is not compiled.");
        }
    }

    private void LookAt(MetricReference metric, CohortFormula cohort)
    {
        var after = cohort.To is { } to ? to.Value(metric.Numbers) + (cohort.Unit == CohortUnit.Hours24 ? 1 : 0) : 0;
        Horizon = Horizon with { After = Math.Max(Horizon.After, after), IsOpen = Horizon.IsOpen || cohort.To is null };
        hasSpend |= cohort.Per == CohortBase.Spend || cohort.LessSpend;
        hasOther = true;
    }

    private string Compile(string name, AggregateFormula formula)
    {
        Horizon = Horizon with { Before = Math.Max(Horizon.Before, (formula.TrailingDays ?? 1) - 1), IsOfCohorts = false };
        hasSpend |= formula.Source.Name == "spend";
        hasOther |= formula.Source.Name != "spend";
        return Add(formula.TrailingDays is { } length ? compiler.Trailing(name, formula, length) : compiler.Aggregate(name, formula));
    }

    private string Compile(Expression expression) => expression switch
    {
        LiteralExpression { Value: decimal number } => SqlText.Literal(number),
        NameExpression name when question.Game.Constants.TryGetValue(name.Name, out var constant) => SqlText.Literal(constant),
        NameExpression name => Compile(catalogue.Resolve(name.Name)).Text,
        UnaryExpression { Operator: UnaryOperator.Negative } negative => $"(-{Compile(negative.Operand)})",
        BinaryExpression { Operator: BinaryOperator.Add } sum => $"({Compile(sum.Left)} + {Compile(sum.Right)})",
        BinaryExpression { Operator: BinaryOperator.Subtract } difference => $"({Compile(difference.Left)} - {Compile(difference.Right)})",
        BinaryExpression { Operator: BinaryOperator.Multiply } product => $"({Compile(product.Left)} * {Compile(product.Right)})",
        BinaryExpression { Operator: BinaryOperator.Divide } quotient => new Quotient(Compile(quotient.Left), Compile(quotient.Right)).Text,
        _ => throw new InvalidOperationException("A formula that was read has metrics, numbers and arithmetic only."),
    };

    private string Add(Part part)
    {
        if (parts.TryGetValue(part.Name, out var other) && other.Query != part.Query)
        {
            throw new MetricException("bad_definition", $"'{question.Metric}' has two parts of the name '{part.Name}'; a metric of that name needs another one.");
        }

        parts[part.Name] = part;
        return part.Name;
    }
}
