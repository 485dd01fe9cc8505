using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <param name="Text">An expression of SQL that needs no parentheses around it.</param>
/// <param name="Type">What it gives.</param>
internal readonly record struct TypedSql(string Text, FieldType Type);
