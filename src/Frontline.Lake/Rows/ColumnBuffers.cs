using System.Runtime.InteropServices;
using ParquetSharp;

namespace Frontline.Lake.Rows;

/// <summary>Buffers that the columns of one file share: a column's values of one block at a time. Not thread-safe.</summary>
internal sealed class ColumnBuffers
{
    /// <summary>Rows of a block.</summary>
    public const int RowsMax = 4096;

    private readonly Dictionary<Type, Array> values = [];
    private byte[] bytes = GC.AllocateUninitializedArray<byte>(1 << 16, pinned: true);

    /// <summary>1 where a value is present.</summary>
    public short[] Levels { get; } = new short[RowsMax];

    /// <summary>Where values lie in the byte buffer: offset and length. Pointers are made last, since the buffer may move while it grows.</summary>
    public (int Offset, int Length)[] Slices { get; } = new (int, int)[RowsMax];

    /// <summary>Recent strings of each column, so that values that repeat are one string.</summary>
    public Dictionary<LakeColumn, StringCache> Strings { get; } = [];

    public T[] Values<T>()
        where T : unmanaged
    {
        if (!values.TryGetValue(typeof(T), out var array))
            values.Add(typeof(T), array = new T[RowsMax]);

        return (T[])array;
    }

    /// <summary>Room for so many bytes at an offset of the pinned buffer; what lies before is kept.</summary>
    public Span<byte> Room(int offset, int length)
    {
        if (bytes.Length - offset < length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(checked((int)Math.Max((long)offset + length, Math.Min(bytes.Length * 2L, Array.MaxLength))), pinned: true);
            bytes.AsSpan(0, offset).CopyTo(larger);
            bytes = larger;
        }

        return bytes.AsSpan(offset, length);
    }

    public nint Address(int offset) => Marshal.UnsafeAddrOfPinnedArrayElement(bytes, offset);

    /// <summary>Turns slices into pointers; valid until the next <see cref="Room"/>.</summary>
    public ReadOnlySpan<ByteArray> Pointers(int count)
    {
        var pointers = Values<ByteArray>();
        var start = Address(0);
        for (var i = 0; i < count; i++)
            pointers[i] = new ByteArray(start + Slices[i].Offset, Slices[i].Length);

        return pointers.AsSpan(0, count);
    }
}
