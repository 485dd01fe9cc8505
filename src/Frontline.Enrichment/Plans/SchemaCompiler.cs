using System.Text;
using Frontline.Enrichment.Plans.Rules;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans;

/// <summary>
/// Compiles the schemas of one plan. Every place that is a schema becomes one node, made when something first refers to it and filled in turn, so that neither recursion in a schema nor
/// a long chain of references costs the compiler any stack.
/// </summary>
internal sealed class SchemaCompiler(IReadOnlyDictionary<string, SchemaDocument> documents, PlanProblems problems)
{
    private const int NodesMax = 200_000;

    private readonly Dictionary<(SchemaDocument Document, int Value), SchemaNode> nodes = [];
    private readonly Queue<(SchemaDocument Document, int Value, SchemaNode Node)> unfilled = new();
    private readonly Dictionary<SchemaNode, SchemaPlace> placeOf = [];
    private readonly Dictionary<string, Pattern> patterns = new(StringComparer.Ordinal);

    /// <summary>The node of a file's root, filled once <see cref="Fill"/> has run.</summary>
    public SchemaNode Root(SchemaDocument document)
    {
        CheckRoot(document);
        return Node(document, 0);
    }

    /// <summary>Fills every node there is, and those that they refer to; then looks for references that go round in a circle.</summary>
    public void Fill()
    {
        while (unfilled.TryDequeue(out var next)) FillNode(next.Document, next.Value, next.Node);
        new ReferenceCycles(placeOf, problems).Find();
    }

    /// <summary>The schemas that judge the same value as this one: itself, its alternatives, what it refers to.</summary>
    public IEnumerable<SchemaPlace> InPlace(SchemaNode root)
    {
        var seen = new HashSet<SchemaNode>();
        var open = new Stack<SchemaNode>([root]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node) || !placeOf.TryGetValue(node, out var place)) continue;
            yield return place;
            foreach (var (next, _) in place.InPlace) open.Push(next);
        }
    }

    private void CheckRoot(SchemaDocument document)
    {
        var tape = document.Tape;
        if (tape.KindOf(0) != ValueKind.Object) return;
        var dialect = tape.Find(0, "$schema"u8);
        if (dialect >= 0 && tape.Text(dialect).TrimEnd('#') != "https://json-schema.org/draft/2020-12/schema")
        {
            problems.Add(document, dialect, $"$schema must be https://json-schema.org/draft/2020-12/schema; it is {tape.Found(dialect)}.");
        }
    }

    private SchemaNode Node(SchemaDocument document, int value)
    {
        if (nodes.TryGetValue((document, value), out var node)) return node;
        node = new SchemaNode();
        nodes.Add((document, value), node);
        if (nodes.Count < NodesMax) unfilled.Enqueue((document, value, node));
        else if (nodes.Count == NodesMax) problems.Add(document, value, $"The plan has more than {NodesMax} schemas in its files.");
        return node;
    }

    private void FillNode(SchemaDocument document, int value, SchemaNode node)
    {
        var place = new SchemaPlace(document, value, node);
        placeOf.Add(node, place);
        switch (document.Tape.KindOf(value))
        {
            case ValueKind.True:
                return;
            case ValueKind.False:
                node.IsFalse = true;
                return;
            case ValueKind.Object:
                NameFaults(document, value);
                node.Rules = [.. new SchemaReader(document, value, problems, at => Node(document, at), place.InPlace, Pattern).Rules(at => Resolve(document, at))];
                place.Properties = node.Rules.OfType<PropertiesRule>().SingleOrDefault();
                return;
            default:
                problems.Add(document, value, $"A schema must be an object, true or false; it is {document.Tape.Found(value)}.");
                return;
        }
    }

    private void NameFaults(SchemaDocument document, int value)
    {
        for (var name = value + 1; name < document.Tape[value].Next; name = document.Tape[name + 1].Next)
        {
            var keyword = document.Tape.Text(name);
            if (Keywords.FaultOf(keyword) is { } fault) problems.Add(document, name, fault);
            if (keyword == "$id" && value != 0) problems.Add(document, name, "A $id below the root would move what $ref means; it is not supported. Put the schema into a file of its own.");
        }
    }

    private Pattern? Pattern(SchemaDocument document, int text)
    {
        var source = document.Tape.Text(text);
        if (patterns.TryGetValue(source, out var known)) return known;
        try
        {
            var compiled = Plans.Pattern.Compile(source);
            patterns.Add(source, compiled);
            return compiled;
        }
        catch (ArgumentException exception)
        {
            problems.Add(document, text, $"The pattern {Describe.Found(document.Tape[text].Value, document.Tape.Bytes)} is not understood: {exception.Message}.");
            return null;
        }
    }

    /// <summary>The node a <c>$ref</c> leads to; null when a problem was added.</summary>
    private SchemaNode? Resolve(SchemaDocument document, int at)
    {
        var reference = document.Tape.Text(at);
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var path = hash < 0 ? reference : reference[..hash];
        var fragment = Uri.UnescapeDataString(hash < 0 ? "" : reference[(hash + 1)..]);
        var target = document;
        if (path.Length > 0)
        {
            if (path.Contains(':', StringComparison.Ordinal) || path[0] == '/')
            {
                problems.Add(document, at, $"$ref leads to '{path}', outside of this plan. Only its own files are read: write the file's name, such as \"shared/money.json#/$defs/price\".");
                return null;
            }

            if (PathFrom(document.Path, Uri.UnescapeDataString(path)) is not { } full || !documents.TryGetValue(full, out target))
            {
                problems.Add(document, at, $"$ref leads to the file '{path}', which is not in the plan's folder or is not readable.");
                return null;
            }
        }

        var value = fragment.Length == 0 ? 0 : fragment[0] == '/' ? Follow(target.Tape, fragment) : target.FindAnchor(fragment);
        if (value >= 0) return Node(target, value);
        problems.Add(document, at, $"$ref leads to '#{fragment}', and there is no such place in {target.Path}.");
        return null;
    }

    private static string? PathFrom(string file, string path)
    {
        var parts = file.Split('/')[..^1].ToList();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count == 0) return null;
            if (part == "..") parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static int Follow(JsonTape tape, string pointer)
    {
        var value = 0;
        foreach (var token in pointer.Split('/').Skip(1).Select(token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            value = tape.KindOf(value) switch
            {
                ValueKind.Object => tape.Find(value, Encoding.UTF8.GetBytes(token)),
                ValueKind.Array when int.TryParse(token, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) => Item(tape, value, number),
                _ => -1,
            };
            if (value < 0) break;
        }

        return value;
    }

    private static int Item(JsonTape tape, int array, int number)
    {
        if (number >= tape[array].Count) return -1;
        var item = array + 1;
        for (; number > 0; number--) item = tape[item].Next;
        return item;
    }
}
