using System.Numerics;

namespace Frontline.Lake.Auditing;

/// <summary>The receipts of one interval of positions: of each the batch's facts, and which of its indices were seen. A batch has at most <see cref="EventsMax"/> events.</summary>
internal sealed class ReceiptTable(int length)
{
    /// <summary>More than any configuration of the Receiver allows; a row that says more is reported.</summary>
    public const int EventsMax = 1 << 20;

    private readonly Slot[] slots = new Slot[length];

    public long Start { get; private set; }

    public long End => Start + slots.Length;

    public void Restart(long start)
    {
        Array.Clear(slots);
        Start = start;
    }

    public ref Slot this[long position] => ref slots[position - Start];

    /// <summary>What is known of a receipt.</summary>
    internal struct Slot
    {
        /// <summary>The batch's number of events; 0 when no row was seen.</summary>
        public int Count;

        public int Seen;

        public string? Game;

        public long Minute;

        private ulong low;
        private ulong[]? high;

        /// <summary>Marks an index below <see cref="Count"/>; false when it was marked before.</summary>
        public bool Mark(int index)
        {
            ref var word = ref low;
            if (index >= 64)
            {
                high ??= new ulong[(Count - 1) / 64];
                word = ref high[(index / 64) - 1];
            }

            var bit = 1UL << (index % 64);
            if ((word & bit) != 0)
                return false;

            word |= bit;
            Seen++;
            return true;
        }

        /// <summary>The lowest index not marked; only when there is one.</summary>
        public readonly int FirstMissing()
        {
            for (var word = 0; ; word++)
            {
                var bits = word == 0 ? low : high?[word - 1] ?? 0;
                if (bits != ulong.MaxValue)
                    return (word * 64) + BitOperations.TrailingZeroCount(~bits);
            }
        }
    }
}
