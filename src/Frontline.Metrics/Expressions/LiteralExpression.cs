namespace Frontline.Metrics.Expressions;

/// <summary>A text, a number (<see cref="decimal"/>), a truth value, or null.</summary>
public sealed record LiteralExpression(object? Value, int Position) : Expression(Position);
