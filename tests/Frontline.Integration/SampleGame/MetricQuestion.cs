using System.Text.Json;

namespace Frontline.Integration.SampleGame;

/// <summary>One kind of number, asked as a metric.</summary>
/// <param name="Name">What is counted, as <see cref="Questions"/> call it.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Options">More of the question, such as <c>&amp;by=level</c>.</param>
/// <param name="KeyOf">Which of the numbers a row gives.</param>
/// <param name="Field">What of a row: its value, or its numerator.</param>
internal sealed record MetricQuestion(string Name, string Metric, string Options, Func<JsonElement, string> KeyOf, string Field = "value");
