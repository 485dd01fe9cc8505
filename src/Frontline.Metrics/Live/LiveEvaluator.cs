using Frontline.Core.Live;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Live;

/// <summary>
/// The live evaluation of metrics: what compiled SQL computes from the warehouse, computed from the numbers of a live window of a day. Metrics that live windows count say which number they are; formulas
/// over them are done here. Both evaluations read one definition.
/// </summary>
/// <param name="catalogue">The game's metrics.</param>
/// <param name="game">The game.</param>
/// <param name="convert">An amount of a currency on a UTC date in the reporting currency; null where there is no rate.</param>
public sealed class LiveEvaluator(MetricCatalogue catalogue, GameTerms game, Func<decimal, string, DateOnly, decimal?> convert)
{
    /// <summary>Whether every part of a metric is counted live.</summary>
    public bool CanEvaluate(MetricReference metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Definition switch
        {
            { Live: not null } => true,
            { Formula: CompositeFormula { Longer: LongerPeriods.Sum } composite } => composite.Expression.SelfAndParts().OfType<NameExpression>()
                .All(name => game.Constants.ContainsKey(name.Name) || (catalogue.Find(name.Name) is { } part && CanEvaluate(part))),
            _ => false,
        };
    }

    /// <summary>The value of a day so far.</summary>
    /// <param name="metric">One that <see cref="CanEvaluate"/>.</param>
    /// <param name="numbers">Those of the day's window.</param>
    /// <returns>Exact for counts, to 28 digits for ratios; null where there is nothing to divide by. Money without a rate is left out, as in answers from the warehouse.</returns>
    /// <exception cref="ArgumentException">It has no live evaluation.</exception>
    public decimal? Evaluate(MetricReference metric, LiveNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(numbers);
        return metric.Definition switch
        {
            { Live: { } field } => Number(field, numbers),
            { Formula: CompositeFormula composite } => Evaluate(composite.Expression, numbers),
            _ => throw new ArgumentException($"{metric.Name} has no live evaluation.", nameof(metric)),
        };
    }

    private decimal? Evaluate(Expression expression, LiveNumbers numbers) => expression switch
    {
        LiteralExpression { Value: decimal number } => number,
        NameExpression name when game.Constants.TryGetValue(name.Name, out var constant) => constant,
        NameExpression name => Evaluate(catalogue.Resolve(name.Name), numbers),
        UnaryExpression { Operator: UnaryOperator.Negative } negative => -Evaluate(negative.Operand, numbers),
        BinaryExpression { Operator: BinaryOperator.Add } sum => Evaluate(sum.Left, numbers) + Evaluate(sum.Right, numbers),
        BinaryExpression { Operator: BinaryOperator.Subtract } difference => Evaluate(difference.Left, numbers) - Evaluate(difference.Right, numbers),
        BinaryExpression { Operator: BinaryOperator.Multiply } product => Evaluate(product.Left, numbers) * Evaluate(product.Right, numbers),
        BinaryExpression { Operator: BinaryOperator.Divide } quotient => Evaluate(quotient.Right, numbers) is { } divisor and not 0 ? Evaluate(quotient.Left, numbers) / divisor : null,
        _ => throw new InvalidOperationException("A formula that was read has metrics, numbers and arithmetic only."),
    };

    private decimal Number(LiveField field, LiveNumbers numbers) => field switch
    {
        LiveField.Events => numbers.Events,
        LiveField.ActivePlayers => numbers.ActivePlayers,
        LiveField.NewPlayers => numbers.NewPlayers,
        LiveField.Sessions => numbers.Sessions,
        LiveField.Purchases => numbers.Purchases,
        LiveField.Revenue => Money(numbers, money => money.Purchases + money.Ads),
        LiveField.PurchaseRevenue => Money(numbers, money => money.Purchases),
        LiveField.AdRevenue => Money(numbers, money => money.Ads),
        LiveField.Refunds => Money(numbers, money => money.Refunds),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private decimal Money(LiveNumbers numbers, Func<LiveMoney, decimal> amount) => 
        numbers.Money.Where(money => amount(money) != 0).Sum(money => convert(amount(money), money.Currency, money.Date) ?? 0);
}
