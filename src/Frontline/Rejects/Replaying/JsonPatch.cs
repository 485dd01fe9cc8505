using System.Text.Json;
using System.Text.Json.Nodes;
using Frontline.Client;

namespace Frontline.Rejects.Replaying;

/// <summary>A JSON patch (RFC 6902). Immutable; what it does to a document it does whole or not at all.</summary>
internal sealed class JsonPatch
{
    private static readonly string[] Kinds = ["add", "remove", "replace", "move", "copy", "test"];

    private readonly IReadOnlyList<PatchOperation> operations;

    private JsonPatch(IReadOnlyList<PatchOperation> operations) => this.operations = operations;

    /// <summary>Reads a patch: an array of operations.</summary>
    /// <exception cref="JsonPatchException">It is not one.</exception>
    public static JsonPatch Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new JsonPatchException($"It is not JSON: {exception.Message}");
        }
    }

    /// <inheritdoc cref="Parse"/>
    public static JsonPatch Read(JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Array)
        {
            throw new JsonPatchException("A patch is an array of operations, such as [{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"level_start\"}] (RFC 6902).");
        }

        return new JsonPatch([.. patch.EnumerateArray().Select(ReadOperation)]);
    }

    /// <summary>The document after the patch, as JSON.</summary>
    /// <exception cref="JsonPatchException">An operation cannot be applied, or the document cannot be taken apart.</exception>
    public string Apply(string json)
    {
        try
        {
            var root = JsonNode.Parse(json);
            for (var number = 0; number < operations.Count; number++)
            {
                root = Apply(root, operations[number], number);
            }

            return root?.ToJsonString(WireJson.Lines) ?? "null";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, a name twice in one object, half a surrogate pair: what a patch cannot name.
            throw new JsonPatchException($"It cannot be taken apart: {exception.Message}");
        }
    }

    /// <summary>Whether it may write to a member of a name, wherever that stands.</summary>
    public bool MayWrite(string name) => operations.Any(operation => operation.Kind is not ("test" or "remove") && (operation.Path.Steps.Contains(name, StringComparer.Ordinal) || HasMember(operation.Value, name)));

    private static PatchOperation ReadOperation(JsonElement operation, int number)
    {
        if (operation.ValueKind != JsonValueKind.Object) throw new JsonPatchException($"Operation {number} is no object.");
        var kind = Text(operation, "op", number);
        if (!Kinds.Contains(kind, StringComparer.Ordinal)) throw new JsonPatchException($"Operation {number} has the op '{kind}'; {string.Join(", ", Kinds)} are known.");
        var path = Pointer(operation, "path", number);
        var from = kind is "move" or "copy" ? Pointer(operation, "from", number) : null;
        var value = kind is "add" or "replace" or "test" ? Member(operation, "value", number) : (JsonElement?)null;
        if (kind == "move" && from!.IsAbove(path)) throw new JsonPatchException($"Operation {number} moves '{from.Text}' into itself.");
        return new PatchOperation(kind, path, from, Node(value));
    }

    private static JsonNode? Node(JsonElement? value) => value is { } element ? JsonNode.Parse(element.GetRawText()) : null;

    private static PatchPointer Pointer(JsonElement operation, string name, int number)
    {
        var text = Text(operation, name, number);
        return PatchPointer.TryParse(text) ?? throw new JsonPatchException($"The {name} of operation {number}, '{text}', is no JSON pointer: it is empty or begins with a slash, and has ~ only as ~0 or ~1.");
    }

    private static string Text(JsonElement operation, string name, int number) =>
        Member(operation, name, number) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw new JsonPatchException($"The {name} of operation {number} is no text.");

    private static JsonElement Member(JsonElement operation, string name, int number)
    {
        var found = operation.EnumerateObject().Where(member => member.NameEquals(name)).Take(2).ToList();
        return found.Count switch
        {
            1 => found[0].Value,
            0 => throw new JsonPatchException($"Operation {number} has no {name}."),
            _ => throw new JsonPatchException($"Operation {number} has its {name} twice."),
        };
    }

    private static JsonNode? Apply(JsonNode? root, PatchOperation operation, int number)
    {
        switch (operation.Kind)
        {
            case "add":
                return Add(root, operation.Path, operation.Value?.DeepClone(), number);
            case "remove":
                return Remove(root, operation.Path, number);
            case "replace":
                Find(root, operation.Path, number);
                return Replace(root, operation.Path, operation.Value?.DeepClone());
            case "move":
                var moved = Find(root, operation.From!, number)?.DeepClone();
                return operation.From!.IsRoot ? root : Add(Remove(root, operation.From, number), operation.Path, moved, number);
            case "copy":
                return Add(root, operation.Path, Find(root, operation.From!, number)?.DeepClone(), number);
            default:
                return JsonNode.DeepEquals(Find(root, operation.Path, number), operation.Value) ? root : throw new JsonPatchException($"Operation {number} tests '{operation.Path.Text}', which has another value.");
        }
    }

    private static JsonNode? Add(JsonNode? root, PatchPointer path, JsonNode? value, int number)
    {
        if (path.IsRoot) return value;
        switch (Parent(root, path, number))
        {
            case JsonObject members:
                members[path.Steps[^1]] = value;
                return root;
            case JsonArray items when path.Steps[^1] == "-":
                items.Add(value);
                return root;
            case JsonArray items when PatchPointer.IndexOf(path.Steps[^1]) is { } index && index <= items.Count:
                items.Insert(index, value);
                return root;
            default:
                throw Nothing(path, number);
        }
    }

    private static JsonNode? Remove(JsonNode? root, PatchPointer path, int number)
    {
        Find(root, path, number);
        if (path.IsRoot) return null;
        switch (Parent(root, path, number))
        {
            case JsonObject members:
                members.Remove(path.Steps[^1]);
                break;
            case JsonArray items:
                items.RemoveAt(PatchPointer.IndexOf(path.Steps[^1])!.Value);
                break;
        }

        return root;
    }

    private static JsonNode? Replace(JsonNode? root, PatchPointer path, JsonNode? value)
    {
        if (path.IsRoot) return value;
        switch (Walk(root, path.Steps.Take(path.Steps.Count - 1)).Node)
        {
            case JsonObject members:
                members[path.Steps[^1]] = value;
                break;
            case JsonArray items:
                items[PatchPointer.IndexOf(path.Steps[^1])!.Value] = value;
                break;
        }

        return root;
    }

    private static JsonNode? Parent(JsonNode? root, PatchPointer path, int number) =>
        Walk(root, path.Steps.Take(path.Steps.Count - 1)) is (true, var parent) ? parent : throw Nothing(path, number);

    private static JsonNode? Find(JsonNode? root, PatchPointer path, int number) => Walk(root, path.Steps) is (true, var node) ? node : throw Nothing(path, number);

    private static (bool Found, JsonNode? Node) Walk(JsonNode? node, IEnumerable<string> steps)
    {
        foreach (var step in steps)
        {
            switch (node)
            {
                case JsonObject members when members.TryGetPropertyValue(step, out var member):
                    node = member;
                    break;
                case JsonArray items when PatchPointer.IndexOf(step) is { } index && index < items.Count:
                    node = items[index];
                    break;
                default:
                    return (false, null);
            }
        }

        return (true, node);
    }

    private static JsonPatchException Nothing(PatchPointer path, int number) => new($"Operation {number} names '{path.Text}', and there is nothing.");

    private static bool HasMember(JsonNode? value, string name) => value switch
    {
        JsonObject members => members.Any(member => member.Key == name || HasMember(member.Value, name)),
        JsonArray items => items.Any(item => HasMember(item, name)),
        _ => false,
    };
}
