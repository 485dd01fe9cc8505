namespace Frontline.Metrics.Definitions;

/// <summary>A number of days that a definition gives, or leaves to a parameter of its name.</summary>
/// <param name="Parameter">The parameter; null for a fixed number.</param>
/// <param name="Fixed">The number where there is no parameter.</param>
public readonly record struct DayNumber(string? Parameter, int Fixed)
{
    public int Value(IReadOnlyDictionary<string, int> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return Parameter is null ? Fixed : numbers[Parameter];
    }
}
