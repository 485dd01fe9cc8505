using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Frontline.Live;

/// <summary>Builds keys and values of the keyed state. Reusable; not thread-safe.</summary>
internal sealed class StateWriter
{
    private byte[] buffer = new byte[256];
    private int length;

    public StateWriter Begin()
    {
        length = 0;
        return this;
    }

    public byte[] ToArray() => buffer.AsSpan(0, length).ToArray();

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public StateWriter Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    /// <summary>Big-endian, so that keys sort by it.</summary>
    public StateWriter UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(sizeof(ushort)), checked((ushort)value));
        return this;
    }

    /// <summary>Big-endian, so that keys sort by it.</summary>
    public StateWriter UInt32(long value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Take(sizeof(uint)), checked((uint)value));
        return this;
    }

    /// <summary>Big-endian.</summary>
    public StateWriter Int64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), value);
        return this;
    }

    /// <summary>LEB128 of a number that is mostly small and never negative.</summary>
    public StateWriter Count(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        return Byte((byte)rest);
    }

    /// <summary>UTF-16 as it is in memory: a string comes back the same even when it is no valid Unicode, and two never become one.</summary>
    public StateWriter Text(string value)
    {
        Count(value.Length);
        foreach (var unit in value)
        {
            Count(unit);
        }

        return this;
    }

    public StateWriter Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        MemoryMarshal.AsBytes(bits).CopyTo(Take(16));
        return this;
    }

    private Span<byte> Take(int count)
    {
        if (buffer.Length - length < count)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        }

        length += count;
        return buffer.AsSpan(length - count, count);
    }
}
