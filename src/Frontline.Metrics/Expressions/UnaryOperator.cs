namespace Frontline.Metrics.Expressions;

public enum UnaryOperator
{
    Not,
    Negative,
    IsNull,
    IsNotNull,
}
