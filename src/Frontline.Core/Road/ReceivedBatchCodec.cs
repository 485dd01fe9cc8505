using System.Buffers.Binary;
using System.Text;

namespace Frontline.Core.Road;

/// <summary>The bytes of a <see cref="ReceivedBatch"/> in the Inbox, whatever carries them. Versioned: what was written once can be read for ever.</summary>
/// <remarks>
/// Version 1, integers little-endian, <c>varint</c> = LEB128 of an unsigned number, <c>string</c> = varint of its UTF-8 length, then UTF-8:
/// <code>
/// byte    version = 1
/// byte    key kind
/// byte    body format
/// byte    flags: 1 user agent, 2 remote address, 4 import, 8 replay
/// int64   received at, microseconds since 1970
/// varint  event count
/// string  game
/// string  user agent              (flag 1)
/// string  remote address          (flag 2)
/// string  content hash            (flag 4)
/// string  mapping fingerprint     (flag 4)
/// varint  first row, varint end row − first row                  (flag 4)
/// varint  event count of the import, then for each event:        (flag 4)
///         zigzag varint row − row before (the first: − first row), varint number
/// string  log of the rejects                                     (flag 8)
/// varint  position of their batch                                (flag 8)
/// varint  event count of the replay, then for each event: varint index, varint number    (flag 8)
/// varint  body length, then the body, which ends the batch
/// </code>
/// Integrity is the carrier's matter (the log has a CRC32C over each record); the decoder refuses what cannot be, and never reads beyond its input.
/// </remarks>
public static class ReceivedBatchCodec
{
    private const byte Version = 1;
    private const byte FlagUserAgent = 1;
    private const byte FlagRemoteAddress = 2;
    private const byte FlagImport = 4;
    private const byte FlagReplay = 8;
    private const int FixedBytes = 4 + sizeof(long);

    /// <summary>The number of bytes <see cref="Write"/> fills for a batch.</summary>
    public static int Measure(ReceivedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var bytes = FixedBytes + VarintBytes((ulong)batch.EventCount) + StringBytes(batch.Game);
        if (batch.UserAgent is { } userAgent)
        {
            bytes += StringBytes(userAgent);
        }

        if (batch.RemoteAddress is { } remoteAddress)
        {
            bytes += StringBytes(remoteAddress);
        }

        if (batch.Import is { } import)
        {
            bytes += MeasureImport(import);
        }

        if (batch.Replay is { } replay)
        {
            bytes += MeasureReplay(replay);
        }

        return checked(bytes + VarintBytes((ulong)batch.Body.Length) + batch.Body.Length);
    }

    /// <summary>Writes a batch into a span of exactly <see cref="Measure"/> bytes.</summary>
    public static void Write(ReceivedBatch batch, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(batch);
        destination[0] = Version;
        destination[1] = (byte)batch.Key;
        destination[2] = (byte)batch.Format;
        destination[3] = (byte)((batch.UserAgent is null ? 0 : FlagUserAgent) | (batch.RemoteAddress is null ? 0 : FlagRemoteAddress) | (batch.Import is null ? 0 : FlagImport)
            | (batch.Replay is null ? 0 : FlagReplay));
        BinaryPrimitives.WriteInt64LittleEndian(destination[4..], batch.ReceivedAt.UnixMicros);
        var rest = destination[FixedBytes..];
        WriteVarint(ref rest, (ulong)batch.EventCount);
        WriteString(ref rest, batch.Game);
        if (batch.UserAgent is { } userAgent)
        {
            WriteString(ref rest, userAgent);
        }

        if (batch.RemoteAddress is { } remoteAddress)
        {
            WriteString(ref rest, remoteAddress);
        }

        if (batch.Import is { } import)
        {
            WriteImport(ref rest, import);
        }

        if (batch.Replay is { } replay)
        {
            WriteReplay(ref rest, replay);
        }

        WriteVarint(ref rest, (ulong)batch.Body.Length);
        batch.Body.Span.CopyTo(rest);
        if (rest.Length != batch.Body.Length)
            throw new ArgumentException($"The span must be exactly as long as measured; {rest.Length - batch.Body.Length} bytes are left.", nameof(destination));
    }

    public static byte[] Encode(ReceivedBatch batch)
    {
        var bytes = new byte[Measure(batch)];
        Write(batch, bytes);
        return bytes;
    }

    /// <summary>Reads a batch. Its body is a slice of <paramref name="source"/>, not a copy.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a batch, or one of a newer version of the program.</exception>
    public static ReceivedBatch Decode(ReadOnlyMemory<byte> source)
    {
        var reader = new Reader(source.Span);
        var version = reader.Byte();
        if (version != Version)
            throw new InvalidDataException($"The batch has format version {version}; this program reads version {Version}.");
        var key = (WriteKeyKind)reader.Byte();
        var format = (BatchFormat)reader.Byte();
        var flags = reader.Byte();
        if (!Enum.IsDefined(key) || !Enum.IsDefined(format) || flags > (FlagUserAgent | FlagRemoteAddress | FlagImport | FlagReplay))
            throw new InvalidDataException("The batch has a key kind, a format or a flag that does not exist.");
        var receivedAt = new Timestamp(reader.Int64());
        var eventCount = reader.Count();
        var game = reader.String();
        var userAgent = (flags & FlagUserAgent) != 0 ? reader.String() : null;
        var remoteAddress = (flags & FlagRemoteAddress) != 0 ? reader.String() : null;
        var import = (flags & FlagImport) != 0 ? ReadImport(ref reader) : null;
        var replay = (flags & FlagReplay) != 0 ? ReadReplay(ref reader) : null;
        var bodyLength = reader.Count();
        if (bodyLength != source.Length - reader.Offset)
            throw new InvalidDataException($"The batch says its body has {bodyLength} bytes, and {source.Length - reader.Offset} are there.");
        return new ReceivedBatch
        {
            Game = game,
            Key = key,
            Format = format,
            ReceivedAt = receivedAt,
            EventCount = eventCount,
            Body = source[reader.Offset..],
            UserAgent = userAgent,
            RemoteAddress = remoteAddress,
            Import = import,
            Replay = replay,
        };
    }

    private static int MeasureImport(ImportRange import)
    {
        RequireConsistent(import);
        var bytes = StringBytes(import.ContentHash) + StringBytes(import.MappingFingerprint)
            + VarintBytes((ulong)import.FirstRow) + VarintBytes((ulong)(import.EndRow - import.FirstRow)) + VarintBytes((ulong)import.Rows.Count);
        var row = import.FirstRow;
        for (var index = 0; index < import.Rows.Count; index++)
        {
            bytes += VarintBytes(ZigZag(import.Rows[index] - row)) + VarintBytes((ulong)import.Numbers[index]);
            row = import.Rows[index];
        }

        return bytes;
    }

    private static void WriteImport(ref Span<byte> rest, ImportRange import)
    {
        RequireConsistent(import);
        WriteString(ref rest, import.ContentHash);
        WriteString(ref rest, import.MappingFingerprint);
        WriteVarint(ref rest, (ulong)import.FirstRow);
        WriteVarint(ref rest, (ulong)(import.EndRow - import.FirstRow));
        WriteVarint(ref rest, (ulong)import.Rows.Count);
        var row = import.FirstRow;
        for (var index = 0; index < import.Rows.Count; index++)
        {
            WriteVarint(ref rest, ZigZag(import.Rows[index] - row));
            WriteVarint(ref rest, (ulong)import.Numbers[index]);
            row = import.Rows[index];
        }
    }

    private static ImportRange ReadImport(ref Reader reader)
    {
        var contentHash = reader.String();
        var mappingFingerprint = reader.String();
        var firstRow = reader.NonNegativeInt64();
        var endRow = firstRow + reader.NonNegativeInt64();
        var count = reader.Count();
        if (endRow < firstRow || count > reader.Remaining / 2)
            throw new InvalidDataException("The batch's import covers rows that cannot be.");
        var rows = new long[count];
        var numbers = new int[count];
        var row = firstRow;
        for (var index = 0; index < count; index++)
        {
            row += UnZigZag(reader.Varint());
            rows[index] = row;
            numbers[index] = reader.Count();
        }

        return new ImportRange(contentHash, mappingFingerprint, firstRow, endRow, rows, numbers);
    }

    private static int MeasureReplay(ReplayedRejects replay)
    {
        RequireConsistent(replay);
        var bytes = StringBytes(replay.Log) + VarintBytes((ulong)replay.Position) + VarintBytes((ulong)replay.Indexes.Count);
        for (var index = 0; index < replay.Indexes.Count; index++)
        {
            bytes += VarintBytes((ulong)replay.Indexes[index]) + VarintBytes((ulong)replay.Numbers[index]);
        }

        return bytes;
    }

    private static void WriteReplay(ref Span<byte> rest, ReplayedRejects replay)
    {
        WriteString(ref rest, replay.Log);
        WriteVarint(ref rest, (ulong)replay.Position);
        WriteVarint(ref rest, (ulong)replay.Indexes.Count);
        for (var index = 0; index < replay.Indexes.Count; index++)
        {
            WriteVarint(ref rest, (ulong)replay.Indexes[index]);
            WriteVarint(ref rest, (ulong)replay.Numbers[index]);
        }
    }

    private static ReplayedRejects ReadReplay(ref Reader reader)
    {
        var log = reader.String();
        var position = reader.NonNegativeInt64();
        var count = reader.Count();
        if (count > reader.Remaining / 2)
            throw new InvalidDataException("The batch replays more rejects than it has room for.");
        var indexes = new int[count];
        var numbers = new int[count];
        for (var index = 0; index < count; index++)
        {
            indexes[index] = reader.Count();
            numbers[index] = reader.Count();
        }

        return new ReplayedRejects(log, position, indexes, numbers);
    }

    private static void RequireConsistent(ReplayedRejects replay)
    {
        if (replay.Indexes.Count != replay.Numbers.Count || replay.Position < 0)
            throw new ArgumentException($"A replay needs as many indexes as numbers, and a position; got {replay.Indexes.Count} indexes, {replay.Numbers.Count} numbers and {replay.Position}.", nameof(replay));
    }

    private static void RequireConsistent(ImportRange import)
    {
        if (import.Rows.Count != import.Numbers.Count || import.FirstRow < 0 || import.EndRow < import.FirstRow)
            throw new ArgumentException($"An import needs as many rows as numbers, and a range of rows; got {import.Rows.Count} rows, {import.Numbers.Count} numbers and [{import.FirstRow}, {import.EndRow}).", nameof(import));
    }

    private static int StringBytes(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return VarintBytes((ulong)bytes) + bytes;
    }

    private static void WriteString(ref Span<byte> rest, string text)
    {
        WriteVarint(ref rest, (ulong)Encoding.UTF8.GetByteCount(text));
        rest = rest[Encoding.UTF8.GetBytes(text, rest)..];
    }

    private static int VarintBytes(ulong value)
    {
        var bytes = 1;
        for (; value >= 0x80; value >>= 7)
        {
            bytes++;
        }

        return bytes;
    }

    private static void WriteVarint(ref Span<byte> rest, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            rest[length++] = (byte)(value | 0x80);
        }

        rest[length++] = (byte)value;
        rest = rest[length..];
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private ref struct Reader(ReadOnlySpan<byte> source)
    {
        private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        private readonly ReadOnlySpan<byte> source = source;

        public int Offset { get; private set; }

        public readonly int Remaining => source.Length - Offset;

        public byte Byte() => Take(1)[0];

        public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

        public ulong Varint()
        {
            var value = 0UL;
            for (var shift = 0; shift < 64; shift += 7)
            {
                var part = Byte();
                if (shift == 63 && part > 1)
                    break;
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                    return value;
            }

            throw new InvalidDataException("The batch contains a number of more than 64 bits.");
        }

        public long NonNegativeInt64()
        {
            var value = Varint();
            return value <= long.MaxValue ? (long)value : throw new InvalidDataException("The batch contains a row number of more than 63 bits.");
        }

        public int Count()
        {
            var value = Varint();
            return value <= int.MaxValue ? (int)value : throw new InvalidDataException("The batch contains a count of more than 31 bits.");
        }

        public string String()
        {
            var bytes = Take(Count());
            try
            {
                return StrictUtf8.GetString(bytes);
            }
            catch (DecoderFallbackException exception)
            {
                throw new InvalidDataException("The batch contains a string that is not UTF-8.", exception);
            }
        }

        private ReadOnlySpan<byte> Take(int length)
        {
            if (length > Remaining)
                throw new InvalidDataException($"The batch ends early: {length} bytes were expected at {Offset}, and {Remaining} are there.");
            var taken = source.Slice(Offset, length);
            Offset += length;
            return taken;
        }
    }
}
