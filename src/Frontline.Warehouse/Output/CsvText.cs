using System.Buffers;

namespace Frontline.Warehouse.Output;

/// <summary>Fields of CSV as RFC 4180 has them.</summary>
public static class CsvText
{
    public const string LineEnd = "\r\n";

    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");

    /// <summary>A text, in quotes where it needs them.</summary>
    public static string Field(string text) => text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>A line of fields, without its end.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field));
}
