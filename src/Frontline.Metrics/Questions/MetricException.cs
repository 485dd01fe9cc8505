namespace Frontline.Metrics.Questions;

/// <summary>A question cannot be answered as it was asked, or a definition cannot be used; the message says what would be right.</summary>
/// <param name="code">Stable, lower_snake_case: <c>unknown_metric</c>, <c>bad_period</c>, <c>bad_dimension</c>, <c>bad_filter</c> or <c>bad_definition</c>.</param>
/// <param name="message">A sentence.</param>
public sealed class MetricException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
