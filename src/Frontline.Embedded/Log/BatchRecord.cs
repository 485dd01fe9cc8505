using System.Buffers;
using System.Buffers.Binary;
using Frontline.Core.Road;
using K4os.Compression.LZ4;

namespace Frontline.Embedded.Log;

/// <summary>
/// A received batch as a record of the log: the bytes of <see cref="ReceivedBatchCodec"/> as they are, or packed,
/// <code>
/// byte    0x4C
/// int32   length unpacked, little-endian
/// then    one LZ4 block
/// </code>
/// Bodies are JSON that repeats its names with every event: packed they take a fifth to an eighth, and what the disk can take in a second bounds the Receiver long
/// before the processor does.
/// </summary>
public readonly struct BatchRecord : IDisposable
{
    /// <summary>No version of the codec.</summary>
    private const byte Packed = 0x4C;

    private const int HeaderBytes = 1 + sizeof(int);

    /// <summary>Shorter ones take a block of the disk either way.</summary>
    private const int PackedFromBytes = 2048;

    private readonly byte[] rented;

    private BatchRecord(byte[] rented, ReadOnlyMemory<byte> bytes)
    {
        this.rented = rented;
        Bytes = bytes;
    }

    /// <summary>Valid until disposal.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public static bool IsWorthPacking(int bytes) => bytes >= PackedFromBytes;

    /// <summary>Makes the record of a batch, packed if that makes it shorter.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="bytes">Its <see cref="ReceivedBatchCodec.Measure"/>.</param>
    public static BatchRecord Pack(ReceivedBatch batch, int bytes)
    {
        var plain = ArrayPool<byte>.Shared.Rent(bytes);
        ReceivedBatchCodec.Write(batch, plain.AsSpan(0, bytes));
        var packed = ArrayPool<byte>.Shared.Rent(bytes);
        var length = LZ4Codec.Encode(plain.AsSpan(0, bytes), packed.AsSpan(HeaderBytes, bytes - HeaderBytes));
        if (length <= 0)
        {
            ArrayPool<byte>.Shared.Return(packed);
            return new BatchRecord(plain, plain.AsMemory(0, bytes));
        }

        ArrayPool<byte>.Shared.Return(plain);
        packed[0] = Packed;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), bytes);
        return new BatchRecord(packed, packed.AsMemory(0, HeaderBytes + length));
    }

    /// <summary>Reads a record. The batch's body lies in an array of its own: events keep slices of it when the record's buffer is used again.</summary>
    /// <param name="record">The record.</param>
    /// <param name="bytesMax">The largest batch the log takes; by default any that a log may be told to take.</param>
    /// <exception cref="InvalidDataException">The bytes are not a batch, or one of a newer version of the program.</exception>
    public static ReceivedBatch Decode(ReadOnlyMemory<byte> record, int bytesMax = LogFormat.RecordBytesLimit)
    {
        if (record.IsEmpty || record.Span[0] != Packed)
        {
            return ReceivedBatchCodec.Decode(record.ToArray());
        }

        var length = record.Length < HeaderBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(record.Span[1..]);
        if (length < 0 || length > bytesMax)
        {
            throw new InvalidDataException($"The batch is packed and says that it has {length} bytes.");
        }

        var plain = new byte[length];
        var read = LZ4Codec.Decode(record.Span[HeaderBytes..], plain);
        return read == length ? ReceivedBatchCodec.Decode(plain) : throw new InvalidDataException($"The batch is packed and says that it has {length} bytes; it cannot be unpacked to them.");
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(rented);
}
