namespace Frontline.Metrics.Expressions;

/// <summary>A name, with its dots: <c>platform</c>, <c>props.mode</c>.</summary>
public sealed record NameExpression(string Name, int Position) : Expression(Position);
