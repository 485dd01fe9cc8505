namespace Frontline.Metrics.Expressions;

/// <summary>An expression cannot be read, or asks for something that is not there or is of another type.</summary>
/// <param name="message">A sentence.</param>
/// <param name="position">The character at which it went wrong, counted from 1; 0 where there is one word only.</param>
public sealed class ExpressionException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;

    /// <summary>The sentence and where.</summary>
    public string Where => Position > 0 ? $"{Message} (character {Position})" : Message;
}
