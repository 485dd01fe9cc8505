namespace Frontline.Metrics.Expressions;

/// <summary><c>not x</c>, <c>-x</c>, <c>x is null</c> or <c>x is not null</c>.</summary>
public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, int Position) : Expression(Position)
{
    protected override IEnumerable<Expression> Parts => [Operand];
}
