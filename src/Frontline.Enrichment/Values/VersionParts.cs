namespace Frontline.Enrichment.Values;

/// <summary>The leading numbers of an app version: <c>1.2.3-beta+5</c> is 1, 2, 3; <c>v1.2</c> is 1, 2 and no patch.</summary>
internal readonly record struct VersionParts(int Major, int? Minor, int? Patch)
{
    /// <summary>False when the text does not begin with a number of at most nine digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out VersionParts parts)
    {
        parts = default;
        if (text.Length > 0 && text[0] is 'v' or 'V') text = text[1..];
        if (!TryReadNumber(ref text, out var major)) return false;
        var minor = ReadNext(ref text);
        parts = new VersionParts(major, minor, minor is null ? null : ReadNext(ref text));
        return true;
    }

    private static int? ReadNext(ref ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] != '.') return null;
        text = text[1..];
        return TryReadNumber(ref text, out var number) ? number : null;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        var count = 0;
        for (; count < text.Length && char.IsAsciiDigit(text[count]); count++)
        {
            if (count == 9) return false;
            number = (number * 10) + text[count] - '0';
        }

        text = text[count..];
        return count > 0;
    }
}
