using System.Globalization;

namespace Frontline.Lake.Rows;

/// <summary>Lower-case UUIDs with hyphens (8-4-4-4-12): the one spelling that 16 bytes bring back exactly.</summary>
internal static class CanonicalUuid
{
    private const int Length = 36;

    /// <summary>Whether a text is a canonical UUID, and its big-endian number. Any version and variant.</summary>
    public static bool TryParse(string? text, out UInt128 uuid)
    {
        uuid = 0;
        if (text is not { Length: Length })
            return false;

        var (high, low) = (0UL, 0UL);
        var digits = 0;
        for (var i = 0; i < Length; i++)
        {
            var c = text[i];
            if (i is 8 or 13 or 18 or 23)
            {
                if (c != '-')
                    return false;

                continue;
            }

            if (!char.IsAsciiHexDigitLower(c))
                return false;

            var digit = (ulong)(c <= '9' ? c - '0' : c - 'a' + 10);
            if (digits++ < 16)
                high = (high << 4) | digit;
            else
                low = (low << 4) | digit;
        }

        uuid = new UInt128(high, low);
        return true;
    }

    public static string Format(UInt128 uuid)
    {
        var (high, low) = ((ulong)(uuid >> 64), (ulong)uuid);
        return string.Create(CultureInfo.InvariantCulture, $"{high >> 32:x8}-{(high >> 16) & 0xFFFF:x4}-{high & 0xFFFF:x4}-{low >> 48:x4}-{low & 0xFFFF_FFFF_FFFF:x12}");
    }
}
