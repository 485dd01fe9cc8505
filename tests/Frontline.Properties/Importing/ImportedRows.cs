using System.Buffers;
using System.Text;
using Frontline.Importing;

namespace Frontline.Properties.Importing;

/// <summary>Reads rows to their end and holds them to what every reader of rows promises.</summary>
internal static class ImportedRows
{
    /// <summary>For each row its events' text, each ended by a line feed, or null for a row that was refused.</summary>
    /// <exception cref="InvalidOperationException">What was written is not what <see cref="IImportRows"/> promises.</exception>
    public static List<string?> ReadAll(IImportRows rows)
    {
        var all = new List<string?>();
        while (rows.Read())
        {
            var output = new ArrayBufferWriter<byte>();
            var count = rows.WriteEvents(all.Count, output);
            var text = Encoding.UTF8.GetString(output.WrittenSpan);
            var lines = text.Split('\n');
            if (lines.Length != count + 1 || lines[^1].Length > 0)
            {
                throw new InvalidOperationException($"{count} events were told and {lines.Length - 1} written: {text}");
            }

            foreach (var line in lines[..^1])
            {
                if (ImportWire.Fault(Encoding.UTF8.GetBytes(line)) is { } fault)
                {
                    throw new InvalidOperationException($"{fault} {line}");
                }
            }

            all.Add(text.StartsWith("{\"import_error\":", StringComparison.Ordinal) ? null : text);
        }

        return all;
    }
}
