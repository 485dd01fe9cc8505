using Frontline.Metrics.Expressions;

namespace Frontline.Metrics.Definitions;

/// <summary>What is asked of rows.</summary>
/// <param name="Kind">The aggregation.</param>
/// <param name="Value">What is summed, averaged or ranked; null for the others.</param>
/// <param name="At">For quantiles, and the part of players whose money is the top: 0 to 1.</param>
public sealed record Measure(MeasureKind Kind, Expression? Value = null, decimal At = 0)
{
    private const string Known = "count, players, player_days, sum(field), average(field), quantile(field, 0.5), money, top_money(0.01)";

    /// <exception cref="ExpressionException">It is no measure; says what is one.</exception>
    public static Measure Parse(string text) => ExpressionParser.Parse(text) switch
    {
        NameExpression { Name: "count" } => new Measure(MeasureKind.Count),
        NameExpression { Name: "players" } => new Measure(MeasureKind.Players),
        NameExpression { Name: "player_days" } => new Measure(MeasureKind.PlayerDays),
        NameExpression { Name: "money" } => new Measure(MeasureKind.Money),
        CallExpression { Function: "sum", Arguments: [var value] } => new Measure(MeasureKind.Sum, value),
        CallExpression { Function: "average", Arguments: [var value] } => new Measure(MeasureKind.Average, value),
        CallExpression { Function: "quantile", Arguments: [var value, LiteralExpression { Value: decimal and >= 0 and <= 1 and var at }] } => new Measure(MeasureKind.Quantile, value, at),
        CallExpression { Function: "top_money", Arguments: [LiteralExpression { Value: decimal and > 0 and <= 1 and var part }] } => new Measure(MeasureKind.TopMoney, At: part),
        CallExpression { Function: "quantile" } call => throw new ExpressionException("A quantile is written as quantile(field, 0.5), with a number from 0 to 1.", call.Position),
        var other => throw new ExpressionException($"A measure is expected: {Known}.", other.Position),
    };
}
