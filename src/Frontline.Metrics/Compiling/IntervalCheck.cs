using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>Which metrics are ratios of two sums over players: those whose uncertainty can be told from how players differ.</summary>
internal static class IntervalCheck
{
    /// <summary>A sentence when it is none, else null.</summary>
    public static string? FaultOf(MetricReference metric, MetricCatalogue catalogue) => metric.Definition.Formula switch
    {
        CohortFormula { Per: CohortBase.Players, LessSpend: false } => null,
        AggregateFormula { Per: { } per } aggregate => IsSum(aggregate with { Per = null }) && IsSum(per, catalogue) ? null : "its parts are no sums over players.",
        CompositeFormula { Longer: not LongerPeriods.Sum } => "it is a mean of days, or runs on.",
        CompositeFormula { Expression: BinaryExpression { Operator: BinaryOperator.Divide } ratio } => IsSum(ratio.Left, catalogue) && IsSum(ratio.Right, catalogue) ? null : "its parts are no sums over players.",
        _ => "it is no ratio.",
    };

    private static bool IsSum(string name, MetricCatalogue catalogue) =>
        GameTerms.ConstantNames.Contains(name) || (catalogue.Find(name)?.Definition.Formula switch
        {
            AggregateFormula { Per: null } aggregate => IsSum(aggregate),
            CompositeFormula { Longer: LongerPeriods.Sum } composite => IsSum(composite.Expression, catalogue),
            _ => false,
        });

    private static bool IsSum(AggregateFormula formula) =>
        formula is { TrailingDays: null, Source.HasPlayers: true, Measure.Kind: MeasureKind.Count or MeasureKind.Players or MeasureKind.PlayerDays or MeasureKind.Sum or MeasureKind.Money };

    private static bool IsSum(Expression expression, MetricCatalogue catalogue) => expression switch
    {
        LiteralExpression => true,
        NameExpression name => IsSum(name.Name, catalogue),
        UnaryExpression negative => IsSum(negative.Operand, catalogue),
        BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum => IsSum(sum.Left, catalogue) && IsSum(sum.Right, catalogue),
        BinaryExpression { Operator: BinaryOperator.Multiply } product =>
            (IsConstant(product.Left) && IsSum(product.Right, catalogue)) || (IsConstant(product.Right) && IsSum(product.Left, catalogue)),
        BinaryExpression { Operator: BinaryOperator.Divide } quotient => IsConstant(quotient.Right) && IsSum(quotient.Left, catalogue),
        _ => false,
    };

    private static bool IsConstant(Expression expression) => expression.Names.All(name => GameTerms.ConstantNames.Contains(name));
}
