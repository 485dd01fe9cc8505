namespace Frontline.Enrichment.Reading;

/// <summary>A member of an object that has no column (or not yet): its name and its value, as sent.</summary>
/// <param name="NameStart">The name's opening quote.</param>
/// <param name="NameEnd">The byte after the name's closing quote.</param>
/// <param name="UnescapedName">The name's UTF-8 when it was sent with escapes, else null.</param>
/// <param name="Value">The value.</param>
internal readonly record struct Member(int NameStart, int NameEnd, byte[]? UnescapedName, JsonValue Value)
{
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> body) => UnescapedName ?? body[(NameStart + 1)..(NameEnd - 1)];

    /// <summary>Name, colon and value, as sent.</summary>
    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> body) => body[NameStart..Value.End];
}
