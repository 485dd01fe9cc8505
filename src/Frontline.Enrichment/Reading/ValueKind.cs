namespace Frontline.Enrichment.Reading;

/// <summary>What a JSON value is.</summary>
internal enum ValueKind : byte
{
    Null,
    Text,
    Number,
    True,
    False,
    Object,
    Array,
}
