namespace Frontline.Importing;

/// <summary>Where a value comes from: a column, read as a type, or a constant.</summary>
internal sealed record ValueMapping
{
    /// <summary>Null for a constant.</summary>
    public ColumnReference? Column { get; init; }

    /// <summary>The constant as JSON; null for a column.</summary>
    public byte[]? ConstantJson { get; init; }

    public ValueType Type { get; init; }

    /// <summary>How times are written, for <see cref="ValueType.Time"/>.</summary>
    public TimeFormat? Time { get; init; }
}
