using System.Buffers.Binary;
using Frontline.Core.State;

namespace Frontline.Pipeline.Keyed;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
/// <remarks>Every method throws <see cref="KeyedStateDamagedException"/> where the bytes end too early or make no number.</remarks>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool AtEnd => rest.IsEmpty;

    public byte Byte()
    {
        if (rest.IsEmpty)
        {
            throw Damaged();
        }

        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Fixed()
    {
        if (rest.Length < sizeof(ulong))
        {
            throw Damaged();
        }

        var value = BinaryPrimitives.ReadUInt64BigEndian(rest);
        rest = rest[sizeof(ulong)..];
        return value;
    }

    private static KeyedStateDamagedException Damaged() => new("A value of the keyed state cannot be read");
}
