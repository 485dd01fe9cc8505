using Frontline.Warehouse.DuckDb;

namespace Frontline.Warehouse.ParquetFiles;

/// <summary>
/// SQL that gives a cell as text or as JSON. JSON is put together here, since the engine's own takes decimals within structs through a double and writes NaN bare.
/// A null cell gives null; null members of a struct are left out.
/// </summary>
internal static class ParquetCells
{
    public static string Name(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <param name="type">The type of what <paramref name="cell"/> gives.</param>
    /// <param name="cell">An SQL expression.</param>
    /// <param name="depth">Of lists and maps around it, so that names of their elements differ.</param>
    public static string Text(ParquetType type, string cell, int depth = 0) => type.Kind switch
    {
        ParquetKind.LocalTime => Iso($"{cell}::TIMESTAMP"),
        ParquetKind.Moment => Iso($"timezone('UTC', {cell})"),
        ParquetKind.List or ParquetKind.Struct or ParquetKind.Map => Json(type, cell, depth),
        _ => $"({cell})::VARCHAR",
    };

    /// <inheritdoc cref="Text"/>
    public static string Json(ParquetType type, string cell, int depth = 0)
    {
        var element = $"e{depth}";
        return type.Kind switch
        {
            ParquetKind.WholeNumber or ParquetKind.ExactNumber or ParquetKind.Boolean or ParquetKind.Json => Text(type, cell),
            ParquetKind.FloatingPoint => $"CASE WHEN isfinite({cell}) THEN {Text(type, cell)} ELSE to_json({Text(type, cell)})::VARCHAR END",
            ParquetKind.List => $"'[' || {Each(cell, element, OrNull(type.Parts[0].Type, element, depth))} || ']'",
            ParquetKind.Map => $"'{{' || {Each($"map_entries({cell})", element, $"{Quoted(type.Parts[0].Type, element + ".key", depth)} || ':' || {OrNull(type.Parts[1].Type, element + ".value", depth)}")} || '}}'",
            ParquetKind.Struct when type.Parts.Count == 0 => $"CASE WHEN {cell} IS NOT NULL THEN '{{}}' END",
            ParquetKind.Struct => $"CASE WHEN {cell} IS NOT NULL THEN '{{' || concat_ws(',', {string.Join(", ", type.Parts.Select(part => Member(part.Name, part.Type, cell, depth)))}) || '}}' END",
            _ => Quoted(type, cell, depth),
        };
    }

    private static string Member(string name, ParquetType type, string cell, int depth) =>
        $"{SqlText.Literal(System.Text.Json.JsonSerializer.Serialize(name) + ":")} || ({Json(type, $"struct_extract({cell}, {SqlText.Literal(name)})", depth)})";

    private static string Each(string list, string element, string text) => $"array_to_string(list_transform({list}, lambda {element}: {text}), ',')";

    private static string OrNull(ParquetType type, string cell, int depth) => $"coalesce({Json(type, cell, depth + 1)}, 'null')";

    private static string Quoted(ParquetType type, string cell, int depth) => $"to_json({Text(type, cell, depth + 1)})::VARCHAR";

    // Without the zeros at the end of the fraction.
    private static string Iso(string cell) => $"rtrim(rtrim(strftime({cell}, '%Y-%m-%dT%H:%M:%S.%f'), '0'), '.') || 'Z'";
}
