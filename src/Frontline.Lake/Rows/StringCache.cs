using System.Runtime.InteropServices;
using System.Text;

namespace Frontline.Lake.Rows;

/// <summary>The strings a column had lately, found by their UTF-8: most values repeat, and comparing bytes costs less than making a string.</summary>
internal sealed class StringCache
{
    private const int Slots = 256;
    private const int CachedBytesMax = 128;

    private readonly (byte[] Utf8, string Text)[] slots = new (byte[], string)[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > CachedBytesMax)
            return Encoding.UTF8.GetString(utf8);

        ref var slot = ref slots[Slot(utf8)];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8))
            slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));

        return slot.Text;
    }

    private static int Slot(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length;
        if (utf8.Length >= sizeof(ulong))
        {
            var mixed = (MemoryMarshal.Read<ulong>(utf8) * 0x9E3779B97F4A7C15) ^ (MemoryMarshal.Read<ulong>(utf8[^sizeof(ulong)..]) * 0xC2B2AE3D27D4EB4F);
            hash ^= (uint)(mixed >> 32);
        }
        else
        {
            foreach (var b in utf8)
                hash = (hash * 31) + b;
        }

        return (int)((hash ^ (hash >> 8) ^ (hash >> 16)) % Slots);
    }
}
