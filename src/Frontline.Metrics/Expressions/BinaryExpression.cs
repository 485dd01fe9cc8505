namespace Frontline.Metrics.Expressions;

/// <summary>Two operands joined by <c>and</c>, <c>or</c>, a comparison or a sign of arithmetic.</summary>
public sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, int Position) : Expression(Position)
{
    protected override IEnumerable<Expression> Parts => [Left, Right];
}
