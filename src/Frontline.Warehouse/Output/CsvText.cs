using System.Buffers;

namespace Frontline.Warehouse.Output;

/// <summary>Fields of CSV as RFC 4180 has them.</summary>
public static class CsvText
{
    public const string LineEnd = "\r\n";

    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");

    /// <summary>A text, in quotes where it needs them.</summary>
    public static string Field(string text) => text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>Lines of fields.</summary>
    public static void Write(TextWriter output, IEnumerable<IEnumerable<string>> lines)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var fields in lines)
        {
            output.Write(string.Join(',', fields.Select(Field)));
            output.Write(LineEnd);
        }
    }
}
