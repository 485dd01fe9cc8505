namespace Frontline.Metrics.Definitions;

/// <summary>A metric as a file says it. docs/specs/metrics.md, "Definitions".</summary>
/// <param name="Name">Lower_snake_case. A number in it is a parameter: <c>retention_d{n}</c> stands for <c>retention_d0</c>, <c>retention_d1</c> and so on.</param>
/// <param name="Title">What it is called on charts.</param>
/// <param name="Description">The definition in words.</param>
/// <param name="Unit">What its values are.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Origin">The file it comes from.</param>
/// <param name="Line">Its line there.</param>
/// <param name="IsBuiltIn">Whether Frontline brings it.</param>
/// <param name="Text">The definition as it stands in the file.</param>
public sealed record MetricDefinition(string Name, string Title, string Description, MetricUnit Unit, MetricFormula Formula, string Origin, int Line, bool IsBuiltIn, string Text)
{
    /// <summary>What live windows count of it; null where they do not, or where <see cref="Formula"/> is made of metrics that say it.</summary>
    public LiveField? Live { get; init; }

    /// <summary>The parameters in <see cref="Name"/>, in their order.</summary>
    public IReadOnlyList<string> Parameters { get; } = MetricName.ParametersOf(Name);
}
