namespace Frontline.Metrics.Compiling;

/// <param name="Numerator">An expression of SQL.</param>
/// <param name="Denominator">What it is divided by; null for nothing.</param>
internal readonly record struct Quotient(string Numerator, string? Denominator = null)
{
    public string Text => Denominator is null ? Numerator : $"({Numerator} / nullif({Denominator}, 0))";
}
