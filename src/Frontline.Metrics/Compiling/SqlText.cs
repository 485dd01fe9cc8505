using System.Globalization;

namespace Frontline.Metrics.Compiling;

/// <summary>Values as literals of SQL.</summary>
internal static class SqlText
{
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Literal(DateOnly day) => $"DATE '{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";

    public static string Literal(DateTimeOffset moment) => $"TIMESTAMPTZ '{moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}+00'";

    public static string Literal(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Name(string name) => name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
