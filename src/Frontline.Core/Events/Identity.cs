using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Frontline.Core.Events;

/// <summary>What makes two events the same event. docs/specs/lake.md, "Identity", is the definition.</summary>
public static class Identity
{
    private const byte KindEventId = 1;
    private const byte KindContent = 2;
    private const byte KindReceipt = 3;
    private const byte KindImport = 4;

    public static UInt128 OfEventId(string game, string playerId, string eventId) => Hash(KindEventId, [game, playerId, eventId]);

    /// <param name="game">The game's id.</param>
    /// <param name="playerId">The player's id as sent.</param>
    /// <param name="eventBytes">The event's bytes as sent.</param>
    /// <param name="occurrence">How many equal events stand before it in its batch.</param>
    public static UInt128 OfContent(string game, string playerId, ReadOnlySpan<byte> eventBytes, int occurrence)
    {
        var hash = Start(KindContent);
        Append(hash, game);
        Append(hash, playerId);
        Append(hash, eventBytes);
        Append(hash, occurrence);
        return hash.GetCurrentHashAsUInt128();
    }

    public static UInt128 OfReceipt(string log, long position, int index)
    {
        var hash = Start(KindReceipt);
        Append(hash, log);
        Append(hash, position);
        Append(hash, index);
        return hash.GetCurrentHashAsUInt128();
    }

    public static UInt128 OfImport(string game, string contentHash, long row, int number)
    {
        var hash = Start(KindImport);
        Append(hash, game);
        Append(hash, contentHash);
        Append(hash, row);
        Append(hash, number);
        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>The 128-bit key of a player within the keyed state.</summary>
    public static UInt128 OfPlayer(string game, string playerId) => Hash(0, [game, playerId]);

    /// <summary>The 128-bit key of a transaction: once per player and store, for ever.</summary>
    public static UInt128 OfTransaction(string game, string playerId, string store, string transactionId) => Hash(0, [game, playerId, store, transactionId]);

    /// <summary>The 64-bit partition key of a player.</summary>
    public static ulong PartitionKey(string game, string playerId) => (ulong)(Hash(0, [game, playerId]) >> 64);

    private static UInt128 Hash(byte kind, ReadOnlySpan<string> parts)
    {
        var length = 1;
        foreach (var part in parts)
        {
            length += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        var rented = length > 1024 ? new byte[length] : null;
        var buffer = rented ?? stackalloc byte[1024];
        buffer[0] = kind;
        var at = 1;
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part, buffer[(at + sizeof(int))..]);
            BinaryPrimitives.WriteInt32LittleEndian(buffer[at..], written);
            at += sizeof(int) + written;
        }

        return XxHash128.HashToUInt128(buffer[..at]);
    }

    private static XxHash128 Start(byte kind)
    {
        var hash = new XxHash128();
        hash.Append([kind]);
        return hash;
    }

    private static void Append(XxHash128 hash, string text) => Append(hash, Encoding.UTF8.GetBytes(text));

    private static void Append(XxHash128 hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
    }

    private static void Append(XxHash128 hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        Append(hash, bytes);
    }
}
