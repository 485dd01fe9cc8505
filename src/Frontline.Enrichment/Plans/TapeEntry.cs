using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans;

/// <summary>One value, or one member's name, on a <see cref="JsonTape"/>.</summary>
internal struct TapeEntry
{
    public JsonValue Value;

    /// <summary>The entry behind this value and all that is in it.</summary>
    public int Next;

    /// <summary>Of an object its members, of an array its items.</summary>
    public int Count;
}
