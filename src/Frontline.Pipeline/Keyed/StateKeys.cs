using System.Buffers.Binary;
using System.Text;
using Frontline.Core.Events;

namespace Frontline.Pipeline.Keyed;

/// <summary>The Recorder's keys in the keyed state: docs/specs/lake.md, "Keyed state", fixes their layout.</summary>
internal static class StateKeys
{
    public const int DedupeKeyLength = 1 + sizeof(ushort) + sizeof(uint) + IdLength;

    private const int IdLength = 16;
    private const byte Meta = (byte)'m';
    private const byte DedupePrefix = (byte)'k';
    private const byte BucketPrefix = (byte)'b';
    private const byte TransactionPrefix = (byte)'t';
    private const byte PlayerPrefix = (byte)'p';
    private const byte ReceiptPrefix = (byte)'r';
    private const byte ImportPrefix = (byte)'i';
    private const byte ReplayPrefix = (byte)'y';
    private const byte ImportMappingPart = (byte)'m';
    private const byte ImportRangePart = (byte)'r';

    public static byte[] Position { get; } = MetaKey("position");

    public static byte[] NextPlayer { get; } = MetaKey("next_player");

    public static byte[] LateFloor { get; } = MetaKey("late_floor");

    public static byte[] Buckets { get; } = [BucketPrefix];

    public static byte[] Receipts { get; } = [ReceiptPrefix];

    public static void WriteDedupe(Span<byte> key, ushort day, uint hour, UInt128 identity)
    {
        key[0] = DedupePrefix;
        BinaryPrimitives.WriteUInt16BigEndian(key[1..], day);
        BinaryPrimitives.WriteUInt32BigEndian(key[3..], hour);
        BinaryPrimitives.WriteUInt128BigEndian(key[7..], identity);
    }

    public static byte[] Dedupe(ushort day, uint hour, UInt128 identity)
    {
        var key = new byte[DedupeKeyLength];
        WriteDedupe(key, day, hour, identity);
        return key;
    }

    /// <summary>The first dedupe key of a recorded day.</summary>
    public static byte[] DedupeDay(int day) => DayKey(DedupePrefix, day);

    /// <summary>The first bucket of a recorded day.</summary>
    public static byte[] BucketDay(int day) => DayKey(BucketPrefix, day);

    public static byte[] Bucket(ushort day, uint hour)
    {
        var key = new byte[1 + sizeof(ushort) + sizeof(uint)];
        key[0] = BucketPrefix;
        BinaryPrimitives.WriteUInt16BigEndian(key.AsSpan(1), day);
        BinaryPrimitives.WriteUInt32BigEndian(key.AsSpan(3), hour);
        return key;
    }

    public static (ushort Day, uint Hour) ReadBucket(ReadOnlySpan<byte> key) => (BinaryPrimitives.ReadUInt16BigEndian(key[1..]), BinaryPrimitives.ReadUInt32BigEndian(key[3..]));

    public static byte[] Transaction(UInt128 id) => IdKey(TransactionPrefix, id, extra: 0);

    public static byte[] Player(UInt128 id) => IdKey(PlayerPrefix, id, extra: 0);

    /// <summary>The complete batches of a log.</summary>
    public static byte[] ReceiptRanges(string log) => [ReceiptPrefix, .. Encoding.ASCII.GetBytes(log)];

    /// <summary>A batch of which not every event has come. A log's id holds no zero byte, so the separator tells the two keys apart.</summary>
    public static byte[] PartialReceipt(string log, long position)
    {
        var key = new byte[1 + log.Length + 1 + sizeof(long)];
        key[0] = ReceiptPrefix;
        Encoding.ASCII.GetBytes(log, key.AsSpan(1));
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(2 + log.Length), position);
        return key;
    }

    /// <summary>The log of a receipt key, and the position where it is one of a partial batch.</summary>
    public static (string Log, long? Position) ReadReceipt(ReadOnlySpan<byte> key)
    {
        var end = key.IndexOf((byte)0);
        return end < 0
            ? (Encoding.ASCII.GetString(key[1..]), null)
            : (Encoding.ASCII.GetString(key[1..end]), BinaryPrimitives.ReadInt64BigEndian(key[(end + 1)..]));
    }

    public static byte[] ImportMapping(UInt128 import)
    {
        var key = IdKey(ImportPrefix, import, extra: 1);
        key[^1] = ImportMappingPart;
        return key;
    }

    public static byte[] ImportRanges(UInt128 import)
    {
        var key = IdKey(ImportPrefix, import, extra: 1);
        key[^1] = ImportRangePart;
        return key;
    }

    public static byte[] ImportRange(UInt128 import, ImportedAt first)
    {
        var key = IdKey(ImportPrefix, import, extra: 1 + sizeof(long) + sizeof(int));
        key[1 + IdLength] = ImportRangePart;
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(2 + IdLength), first.Row);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(2 + IdLength + sizeof(long)), first.Number);
        return key;
    }

    public static ImportedAt ReadImportRange(ReadOnlySpan<byte> key) =>
        new(BinaryPrimitives.ReadInt64BigEndian(key[(2 + IdLength)..]), BinaryPrimitives.ReadInt32BigEndian(key[(2 + IdLength + sizeof(long))..]));

    /// <summary>A reject that was replayed.</summary>
    public static byte[] Replay(RejectId reject)
    {
        var key = new byte[2 + reject.Log.Length + sizeof(long) + sizeof(int)];
        key[0] = ReplayPrefix;
        Encoding.ASCII.GetBytes(reject.Log, key.AsSpan(1));
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(2 + reject.Log.Length), reject.Position);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(2 + reject.Log.Length + sizeof(long)), reject.Index);
        return key;
    }

    /// <summary>What is known of an import is kept by game and content: two games may import the same file.</summary>
    public static UInt128 Import(string game, string contentHash) => Identity.OfPlayer(game, contentHash);

    private static byte[] MetaKey(string name) => [Meta, .. Encoding.ASCII.GetBytes(name)];

    private static byte[] DayKey(byte prefix, int day) => [prefix, (byte)(day >> 8), (byte)day];

    private static byte[] IdKey(byte prefix, UInt128 id, int extra)
    {
        var key = new byte[1 + IdLength + extra];
        key[0] = prefix;
        BinaryPrimitives.WriteUInt128BigEndian(key.AsSpan(1), id);
        return key;
    }
}
