using System.Text.Json;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans;

/// <summary>
/// One JSON text laid out for looking at its values in any order and more than once, as the rules of a schema do: entries in document order, the members of an object as a name
/// and a value each. Owns its bytes; reading again reuses everything. Belongs to one thread while it is read into, and to any number of readers afterwards.
/// </summary>
internal sealed class JsonTape
{
    private byte[] bytes = [];
    private TapeEntry[] entries = new TapeEntry[64];
    private int[] open = new int[16];
    private int length;
    private int count;

    /// <summary>How deep objects and arrays nest; a scalar has 0.</summary>
    public int Depth { get; private set; }

    public int Count => count;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    public ref readonly TapeEntry this[int index] => ref entries[index];

    public ValueKind KindOf(int index) => entries[index].Value.Kind;

    /// <summary>Reads one JSON value; the entry 0 is the whole of it.</summary>
    /// <exception cref="JsonException">The text is no JSON, or nests deeper than <paramref name="depthMax"/>. Never for a part of a batch that the Receiver took.</exception>
    public void Read(ReadOnlySpan<byte> json, int depthMax = int.MaxValue)
    {
        if (bytes.Length < json.Length) bytes = new byte[Math.Max(json.Length, 1024)];
        json.CopyTo(bytes);
        length = json.Length;
        count = 0;
        Depth = 0;
        var depth = 0;
        var reader = new Utf8JsonReader(bytes.AsSpan(0, length), new JsonReaderOptions { MaxDepth = depthMax });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                ref var whole = ref entries[open[--depth]];
                whole.Value = whole.Value with { End = (int)reader.BytesConsumed };
                whole.Next = count;
                continue;
            }

            // Members are counted by their names, items by themselves.
            if (depth > 0 && (reader.TokenType == JsonTokenType.PropertyName || KindOf(open[depth - 1]) == ValueKind.Array)) entries[open[depth - 1]].Count++;
            var index = Add(ref reader);
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) continue;
            if (depth == open.Length) Array.Resize(ref open, depth * 2);
            open[depth++] = index;
            Depth = Math.Max(Depth, depth);
        }
    }

    /// <summary>The value of the object's member of that name, or −1. Of a name that stands twice, the last.</summary>
    public int Find(int obj, ReadOnlySpan<byte> name)
    {
        var found = -1;
        for (var member = obj + 1; member < entries[obj].Next; member = entries[member + 1].Next)
        {
            if (NameIs(member, name)) found = member + 1;
        }

        return found;
    }

    public bool NameIs(int member, ReadOnlySpan<byte> name) =>
        entries[member].Value.IsEscaped ? Name(member).SequenceEqual(name) : entries[member].Value.Content(bytes).SequenceEqual(name);

    /// <summary>The UTF-8 of a name, unescaped.</summary>
    public ReadOnlySpan<byte> Name(int member) =>
        entries[member].Value.IsEscaped ? System.Text.Encoding.UTF8.GetBytes(Text(member)) : entries[member].Value.Content(bytes);

    /// <summary>The text of a string, unescaped; of anything else its JSON.</summary>
    public string Text(int index) => JsonText.Read(entries[index].Value, bytes);

    /// <summary>What stands between the quotes of a text, still escaped; of anything else the JSON text.</summary>
    public ReadOnlySpan<byte> Content(int index) => entries[index].Value.Content(bytes);

    /// <summary>What a value is, for a sentence: <c>the text "abc"</c>.</summary>
    public string Found(int index) => Describe.Found(entries[index].Value, bytes);

    /// <summary>The JSON pointer (RFC 6901) from the whole to the value at <paramref name="index"/>; worked out on demand, since only violations need it.</summary>
    public string Pointer(int index)
    {
        var pointer = "";
        for (var at = 0; at != index;)
        {
            var isObject = KindOf(at) == ValueKind.Object;
            var end = entries[at].Next;
            var number = 0;
            var child = at + 1;
            while (true)
            {
                var value = isObject ? child + 1 : child;
                if (index < entries[value].Next || entries[value].Next >= end)
                {
                    pointer += "/" + (isObject ? Describe.Escape(Text(child)) : number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    // A member's name has the pointer of its value.
                    at = index == child ? index : value;
                    break;
                }

                number++;
                child = entries[value].Next;
            }
        }

        return pointer;
    }

    private int Add(ref Utf8JsonReader reader)
    {
        if (count == entries.Length) Array.Resize(ref entries, count * 2);
        var start = (int)reader.TokenStartIndex;
        var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        // A name's token reaches over its colon.
        var end = isText ? start + reader.ValueSpan.Length + 2 : (int)reader.BytesConsumed;
        var kind = isText ? ValueKind.Text : EventReader.KindOf(reader.TokenType);
        entries[count] = new TapeEntry { Value = new JsonValue(start, end, kind, isText && reader.ValueIsEscaped), Next = count + 1 };
        return count++;
    }
}
