namespace Frontline.Metrics.Expressions;

/// <summary>A parsed expression of a definition or a question. <paramref name="Position"/> counts characters of its text from 1.</summary>
public abstract record Expression(int Position)
{
    /// <summary>This expression and all within it, outermost first.</summary>
    public IEnumerable<Expression> SelfAndParts() => Parts.SelectMany(part => part.SelfAndParts()).Prepend(this);

    /// <summary>The names that stand in it for fields, dimensions or metrics, each once.</summary>
    public IEnumerable<string> Names => SelfAndParts().OfType<NameExpression>().Select(name => name.Name).Distinct(StringComparer.Ordinal);

    protected virtual IEnumerable<Expression> Parts => [];
}
