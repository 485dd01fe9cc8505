using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Frontline.Enrichment.Plans;

namespace Frontline.Plans;

/// <summary>
/// What the values of one place had in common: of a prop, of the items of an array. A draft says what was always so as a rule (type, required, a few texts as enum), and what may have
/// happened to be so (the smallest and largest number, the longest text) only in its description.
/// </summary>
internal sealed class ValueShape
{
    /// <summary>More different texts than this are no enumeration.</summary>
    private const int EnumValuesMax = 12;

    /// <summary>Fewer values than this per different text are too few to call it one.</summary>
    private const int EnumRepeatsMin = 10;

    private const int PropertiesMax = 200;
    private const int DepthMax = 4;

    private readonly SortedSet<string> types = new(StringComparer.Ordinal);
    private readonly SortedSet<string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ValueShape> members = new(StringComparer.Ordinal);
    private ValueShape? items;
    private long count;
    private long objects;
    private long textCount;
    private int lengthMax;
    private double smallest = double.PositiveInfinity;
    private double largest = double.NegativeInfinity;
    private bool hasManyTexts;
    private bool hasManyMembers;

    public void Add(JsonElement value, int depth = 0)
    {
        count++;
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                types.Add("string");
                AddText(value.GetString()!);
                break;
            case JsonValueKind.Number:
                types.Add(PlanCompiler.IsInteger(value.GetRawText()) ? "integer" : "number");
                var number = value.TryGetDouble(out var real) ? real : 0;
                smallest = Math.Min(smallest, number);
                largest = Math.Max(largest, number);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                types.Add("boolean");
                break;
            case JsonValueKind.Object:
                types.Add("object");
                objects++;
                AddMembers(value, depth);
                break;
            case JsonValueKind.Array:
                types.Add("array");
                AddItems(value, depth);
                break;
            default:
                types.Add("null");
                break;
        }
    }

    /// <summary>An event without props counts as one with none.</summary>
    public void AddEmpty()
    {
        count++;
        objects++;
        types.Add("object");
    }

    /// <summary>The draft of a schema.</summary>
    /// <param name="description">Begins its description; null for none.</param>
    public JsonObject Draft(string? description)
    {
        var schema = new JsonObject();
        if (types.Contains("number"))
        {
            types.Remove("integer");
        }

        schema["type"] = types.Count == 1 ? types.Min : new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
        if (!hasManyTexts && texts.Count > 0 && types.Count == 1 && textCount >= texts.Count * EnumRepeatsMin)
        {
            schema["enum"] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
        }

        var words = string.Join(' ', ((string?[])[description, Seen()]).OfType<string>().Where(text => text.Length > 0));
        if (words.Length > 0)
        {
            schema["description"] = words;
        }

        if (members.Count > 0)
        {
            var named = members.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
            schema["properties"] = new JsonObject(named.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.Draft(ShareOf(pair.Value)))));
            if (named.Where(pair => pair.Value.count == objects).Select(pair => JsonValue.Create(pair.Key)).ToArray<JsonNode?>() is { Length: > 0 } required)
            {
                schema["required"] = new JsonArray(required);
            }
        }

        if (items is { count: > 0 })
        {
            schema["items"] = items.Draft(description: null);
        }

        return schema;
    }

    private string? ShareOf(ValueShape member) => member.count == objects ? null : string.Create(CultureInfo.InvariantCulture, $"In {member.count} of {objects}.");

    private string Seen()
    {
        var seen = new List<string>();
        if (largest >= smallest)
        {
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"Seen from {smallest} to {largest}."));
        }

        if (hasManyTexts)
        {
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"Seen with up to {lengthMax} characters."));
        }

        if (hasManyMembers)
        {
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"Only the first {PropertiesMax} names are here."));
        }

        return string.Join(' ', seen);
    }

    private void AddText(string text)
    {
        textCount++;
        lengthMax = Math.Max(lengthMax, text.Length);
        if (hasManyTexts || !texts.Add(text) || texts.Count <= EnumValuesMax)
        {
            return;
        }

        hasManyTexts = true;
        texts.Clear();
    }

    private void AddMembers(JsonElement value, int depth)
    {
        foreach (var member in depth == DepthMax ? [] : value.EnumerateObject().DistinctBy(member => member.Name))
        {
            if (!members.TryGetValue(member.Name, out var shape))
            {
                hasManyMembers |= members.Count == PropertiesMax;
                if (hasManyMembers)
                {
                    continue;
                }

                members.Add(member.Name, shape = new ValueShape());
            }

            shape.Add(member.Value, depth + 1);
        }
    }

    private void AddItems(JsonElement value, int depth)
    {
        items ??= new ValueShape();
        foreach (var item in depth == DepthMax ? [] : value.EnumerateArray())
        {
            items.Add(item, depth + 1);
        }
    }
}
