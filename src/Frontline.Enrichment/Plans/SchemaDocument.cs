using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans;

/// <summary>A file of a plan, read as JSON: well-formed, within its bounds, no name twice in one object.</summary>
internal sealed class SchemaDocument
{
    /// <summary>Bytes of one file.</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>Nesting of objects and arrays.</summary>
    public const int DepthMax = 64;

    private readonly Dictionary<string, int> anchors = new(StringComparer.Ordinal);

    private SchemaDocument(string path, JsonTape tape)
    {
        Path = path;
        Tape = tape;
    }

    /// <summary>Relative to the plan's folder.</summary>
    public string Path { get; }

    public JsonTape Tape { get; }

    /// <summary>Reads a file; null when a problem was added.</summary>
    public static SchemaDocument? Read(PlanFile file, PlanProblems problems)
    {
        var bytes = file.Content.Span;
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (bytes.Length > BytesMax)
        {
            problems.Add(file.Path, $"The schema has {bytes.Length} bytes; at most {BytesMax} are read.");
            return null;
        }

        if (!Utf8.IsValid(bytes))
        {
            problems.Add(file.Path, "The schema is not written in UTF-8.");
            return null;
        }

        var document = new SchemaDocument(file.Path, new JsonTape());
        try
        {
            document.Tape.Read(bytes, DepthMax);
        }
        catch (JsonException exception)
        {
            problems.Add(NotJson(file.Path, bytes, exception));
            return null;
        }

        return document.HasUniqueNames(problems) ? document : null;
    }

    /// <summary>The line and the column in characters, both from 1, of a byte.</summary>
    public (int Line, int Column) PositionOf(int offset) => PositionIn(Tape.Bytes, offset);

    /// <summary>The value at an <c>$anchor</c>, or −1.</summary>
    public int FindAnchor(string name) => anchors.GetValueOrDefault(name, -1);

    private static PlanProblem NotJson(string path, ReadOnlySpan<byte> bytes, JsonException exception)
    {
        var offset = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--) offset += bytes[offset..].IndexOf((byte)'\n') + 1;
        var (number, column) = PositionIn(bytes, (int)Math.Min(bytes.Length, offset + (exception.BytePositionInLine ?? 0)));
        var reason = exception.Message.Split(" LineNumber:", 2)[0];
        return new PlanProblem(path, number, column, $"The schema is no JSON: {reason}");
    }

    private static (int Line, int Column) PositionIn(ReadOnlySpan<byte> bytes, int offset)
    {
        var before = bytes[..offset];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    private bool HasUniqueNames(PlanProblems problems)
    {
        var fits = true;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var value = 0; value < Tape.Count; value++)
        {
            if (Tape.KindOf(value) != ValueKind.Object) continue;
            names.Clear();
            for (var name = value + 1; name < Tape[value].Next; name = Tape[name + 1].Next)
            {
                var text = Tape.Text(name);
                if (!names.Add(text))
                {
                    problems.Add(this, name, $"'{text}' stands twice in the same object; it is not known which is meant.");
                    fits = false;
                }
                else if (text == "$anchor" && Tape.KindOf(name + 1) == ValueKind.Text && !anchors.TryAdd(Tape.Text(name + 1), value))
                {
                    problems.Add(this, name + 1, $"The anchor '{Tape.Text(name + 1)}' stands twice in this file.");
                    fits = false;
                }
            }
        }

        return fits;
    }
}
