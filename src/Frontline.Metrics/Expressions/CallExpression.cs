namespace Frontline.Metrics.Expressions;

/// <summary><c>sum(amount)</c>: what a measure is written as.</summary>
public sealed record CallExpression(string Function, IReadOnlyList<Expression> Arguments, int Position) : Expression(Position)
{
    protected override IEnumerable<Expression> Parts => Arguments;
}
