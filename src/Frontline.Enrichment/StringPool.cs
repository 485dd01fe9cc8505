using System.IO.Hashing;
using System.Text;

namespace Frontline.Enrichment;

/// <summary>
/// Shares the strings of values that come again and again (names, platforms, versions). A cache of fixed size that forgets: what it holds never
/// changes a result, only whether two equal strings are one object. Belongs to one thread.
/// </summary>
internal sealed class StringPool
{
    private const int Slots = 2048;
    private const int LengthMax = 40;

    private readonly string?[] slots = new string?[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length == 0) return "";
        if (utf8.Length > LengthMax) return Encoding.UTF8.GetString(utf8);
        ref var slot = ref slots[(int)(XxHash3.HashToUInt64(utf8) % Slots)];
        // Never equal beyond ASCII, so that such strings are simply made anew.
        if (slot is not null && Ascii.Equals(utf8, slot)) return slot;
        return slot = Encoding.UTF8.GetString(utf8);
    }
}
