using System.Globalization;
using Frontline.Core;

namespace Frontline.Warehouse.DuckDb;

/// <summary>Values as SQL text, for the places where the engine takes no parameters.</summary>
internal static class SqlText
{
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Literal(string? text, string type) => text is null ? $"NULL::{type}" : Literal(text);

    public static string Literal(Timestamp moment) => string.Create(CultureInfo.InvariantCulture, $"make_timestamptz({moment.UnixMicros})");

    public static string Literal(long number) => number.ToString(CultureInfo.InvariantCulture);
}
