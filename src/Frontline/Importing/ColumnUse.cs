namespace Frontline.Importing;

/// <summary>One place of a mapping that reads a column, and what it reads it as.</summary>
/// <param name="Column">The column.</param>
/// <param name="Type">What its cells have to be.</param>
/// <param name="Time">How times are written, for <see cref="ValueType.Time"/>.</param>
internal readonly record struct ColumnUse(ColumnReference Column, ValueType Type, TimeFormat? Time = null);
