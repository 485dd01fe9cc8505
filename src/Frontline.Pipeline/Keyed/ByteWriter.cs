using System.Buffers.Binary;

namespace Frontline.Pipeline.Keyed;

/// <summary>Appends small numbers to a growing buffer: LEB128, zigzag where they may be negative.</summary>
internal ref struct ByteWriter(Span<byte> initial)
{
    private Span<byte> buffer = initial;
    private int length;

    public void Byte(byte value)
    {
        Reserve(1);
        buffer[length++] = value;
    }

    public void Unsigned(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            buffer[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[length++] = (byte)value;
    }

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed(ulong value)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(buffer[length..], value);
        length += sizeof(ulong);
    }

    public readonly byte[] ToArray() => buffer[..length].ToArray();

    private void Reserve(int bytes)
    {
        if (buffer.Length - length < bytes)
        {
            var larger = new byte[Math.Max(64, buffer.Length * 2)];
            buffer[..length].CopyTo(larger);
            buffer = larger;
        }
    }
}
