using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Frontline.Live;

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">From every member: the bytes end too early or make no sense.</exception>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool AtEnd => rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    public long Count()
    {
        var value = 0UL;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)value;
            }
        }

        throw new InvalidDataException("The state of the live windows holds a number that does not end.");
    }

    public string Text()
    {
        var length = Count();
        if (length > rest.Length)
        {
            throw new InvalidDataException("The state of the live windows ends within a text.");
        }

        Span<char> units = length <= 256 ? stackalloc char[(int)length] : new char[length];
        for (var index = 0; index < units.Length; index++)
        {
            units[index] = checked((char)Count());
        }

        return new string(units);
    }

    public decimal Decimal()
    {
        Span<int> bits = stackalloc int[4];
        Take(16).CopyTo(MemoryMarshal.AsBytes(bits));
        return new decimal(bits);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (rest.Length < count)
        {
            throw new InvalidDataException("The state of the live windows ends too early.");
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
