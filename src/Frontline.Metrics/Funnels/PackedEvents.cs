using System.Buffers.Binary;
using System.Numerics;

namespace Frontline.Metrics.Funnels;

/// <summary>
/// Events one behind the other, each as its difference to the one before in as few bytes as that takes, since memory that was not touched before costs more than packing: 9 to 14 bytes for most, 31 at most.
/// </summary>
/// <remarks>
/// An event is a head of 3 bytes (the steps in bits 0 to 11, whether there are values in bit 12, and the lengths of the next three less one, in 3 bits each from bit 13 on) and, little-endian, the
/// differences of player, time and place with their sign in the lowest bit, and the values in 4 bytes.
/// </remarks>
internal sealed class PackedEvents
{
    private const int HeadBytes = 3;
    private const int StepsBits = FunnelQuestion.StepsMax;
    private const int ValuesBit = 1 << StepsBits;

    /// <summary>The longest event. A chunk that has no room for it takes no more.</summary>
    private const int EventBytesMax = HeadBytes + (3 * sizeof(long)) + sizeof(int);

    private const int FirstChunkBytes = 1 << 11;
    private const int ChunkBytesMax = 1 << 17;

    private readonly List<byte[]> chunks = [];
    private byte[] last = [];
    private int used;
    private long player;
    private long micros;
    private long place;

    public int Count { get; private set; }

    public void Add(long eventPlayer, in FunnelEvent happened)
    {
        if (used + EventBytesMax > last.Length)
        {
            Grow();
        }

        var to = last.AsSpan(used, EventBytesMax);
        var at = HeadBytes;
        var head = happened.Steps
            | Put(to, ref at, eventPlayer - player) << (StepsBits + 1)
            | Put(to, ref at, happened.Micros - micros) << (StepsBits + 4)
            | Put(to, ref at, happened.Place - place) << (StepsBits + 7);
        if (happened.Values != 0)
        {
            head |= ValuesBit;
            BinaryPrimitives.WriteInt32LittleEndian(to[at..], happened.Values);
            at += sizeof(int);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)head);
        to[2] = (byte)(head >> 16);
        (player, micros, place) = (eventPlayer, happened.Micros, happened.Place);
        used += at;
        Count++;
    }

    /// <summary>The events in the order in which they were added.</summary>
    public Reader Read() => new(this);

    private void Grow()
    {
        last = GC.AllocateUninitializedArray<byte>(Math.Clamp(2 * last.Length, FirstChunkBytes, ChunkBytesMax));
        chunks.Add(last);
        used = 0;
    }

    /// <returns>The number's length less one.</returns>
    private static int Put(Span<byte> to, ref int at, long difference)
    {
        var bits = (ulong)(difference << 1 ^ difference >> 63);
        BinaryPrimitives.WriteUInt64LittleEndian(to[at..], bits);
        var length = (BitOperations.Log2(bits) >> 3) + 1;
        at += length;
        return length - 1;
    }

    public ref struct Reader(PackedEvents events)
    {
        private int left = events.Count;
        private int next;
        private ReadOnlySpan<byte> chunk;
        private FunnelEvent happened;

        public long Player { get; private set; }

        public readonly FunnelEvent Event => happened;

        /// <summary>Goes to the next event; before the first call there is none.</summary>
        public bool Next()
        {
            if (left-- == 0)
            {
                return false;
            }

            if (chunk.Length < EventBytesMax)
            {
                chunk = events.chunks[next++];
            }

            var head = BinaryPrimitives.ReadUInt16LittleEndian(chunk) | chunk[2] << 16;
            var at = HeadBytes;
            Player += Take(ref at, head >> (StepsBits + 1));
            var micros = happened.Micros + Take(ref at, head >> (StepsBits + 4));
            var place = happened.Place + Take(ref at, head >> (StepsBits + 7));
            var values = 0;
            if ((head & ValuesBit) != 0)
            {
                values = BinaryPrimitives.ReadInt32LittleEndian(chunk[at..]);
                at += sizeof(int);
            }

            happened = new FunnelEvent(micros, place, head & (ValuesBit - 1), values);
            chunk = chunk[at..];
            return true;
        }

        private readonly long Take(ref int at, int length)
        {
            var unused = 56 - 8 * (length & 7);
            var bits = BinaryPrimitives.ReadUInt64LittleEndian(chunk[at..]) << unused >> unused;
            at += 8 - unused / 8;
            return (long)(bits >> 1) ^ -(long)(bits & 1);
        }
    }
}
