namespace Frontline.Metrics.Expressions;

/// <summary><c>x in (a, b)</c>; never true where x is null.</summary>
public sealed record InExpression(Expression Operand, IReadOnlyList<LiteralExpression> Values, int Position) : Expression(Position)
{
    protected override IEnumerable<Expression> Parts => [Operand, .. Values];
}
