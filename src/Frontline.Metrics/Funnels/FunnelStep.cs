using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Funnels;

/// <summary>A step of a funnel: an event by name, and a condition over it.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="Where">Null for every event of the name.</param>
/// <param name="Text">As it was asked.</param>
public sealed record FunnelStep(string Event, Expression? Where, string Text)
{
    /// <summary>Reads <c>level_complete</c> or <c>level_complete where level = 3</c>.</summary>
    /// <exception cref="MetricException">It is neither.</exception>
    public static FunnelStep Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var at = trimmed.IndexOf(" where ", StringComparison.OrdinalIgnoreCase);
        var name = at < 0 ? trimmed : trimmed[..at].Trim();
        if (name.Length == 0 || name.Contains(' ', StringComparison.Ordinal))
        {
            throw new MetricException("bad_step", $"'{text}' is no step; one is written as level_complete, or as level_complete where level = 3.");
        }

        try
        {
            return new FunnelStep(name, at < 0 ? null : ExpressionParser.Parse(trimmed[(at + " where ".Length)..]), trimmed);
        }
        catch (ExpressionException exception)
        {
            throw new MetricException("bad_step", $"Step '{name}': {exception.Where}");
        }
    }
}
