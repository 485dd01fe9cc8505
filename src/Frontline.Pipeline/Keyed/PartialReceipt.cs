using System.Collections;
using Frontline.Core.State;

namespace Frontline.Pipeline.Keyed;

/// <summary>A batch of which some events have come: which.</summary>
internal sealed class PartialReceipt
{
    private readonly BitArray indexes;
    private int missing;

    public PartialReceipt(int count)
    {
        indexes = new BitArray(count);
        missing = count;
    }

    public bool IsComplete => missing == 0;

    /// <exception cref="KeyedStateDamagedException">The bytes are no partial receipt.</exception>
    public static PartialReceipt Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var result = new PartialReceipt((int)reader.Unsigned());
        for (var index = 0; !reader.AtEnd; index += 8)
        {
            var bits = reader.Byte();
            for (var bit = 0; bit < 8; bit++)
            {
                if ((bits & (1 << bit)) != 0)
                {
                    if (index + bit >= result.indexes.Length)
                    {
                        throw new KeyedStateDamagedException("A partial receipt has an event beyond its batch");
                    }

                    result.Add(index + bit);
                }
            }
        }

        return result;
    }

    public byte[] ToBytes()
    {
        var bits = new byte[(indexes.Length + 7) / 8];
        indexes.CopyTo(bits, 0);
        var writer = new ByteWriter(stackalloc byte[64]);
        writer.Unsigned((ulong)indexes.Length);
        foreach (var part in bits)
        {
            writer.Byte(part);
        }

        return writer.ToArray();
    }

    public bool Contains(int index) => indexes[index];

    public void Add(int index)
    {
        if (!indexes[index])
        {
            indexes[index] = true;
            missing--;
        }
    }
}
