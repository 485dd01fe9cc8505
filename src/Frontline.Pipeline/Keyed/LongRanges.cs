namespace Frontline.Pipeline.Keyed;

/// <summary>A set of numbers as sorted, disjoint, non-adjacent ranges [start, end): one range when numbers come in order without gaps.</summary>
internal sealed class LongRanges
{
    private readonly List<(long Start, long End)> ranges = [];

    public int Count => ranges.Count;

    /// <exception cref="Frontline.Core.State.KeyedStateDamagedException">The bytes are no ranges.</exception>
    public static LongRanges Read(ReadOnlySpan<byte> bytes)
    {
        var result = new LongRanges();
        var reader = new ByteReader(bytes);
        var at = 0L;
        while (!reader.AtEnd)
        {
            var start = at + (long)reader.Unsigned();
            at = start + (long)reader.Unsigned();
            result.ranges.Add((start, at));
        }

        return result;
    }

    public byte[] ToBytes()
    {
        var writer = new ByteWriter(stackalloc byte[32]);
        var at = 0L;
        foreach (var (start, end) in ranges)
        {
            writer.Unsigned((ulong)(start - at));
            writer.Unsigned((ulong)(end - start));
            at = end;
        }

        return writer.ToArray();
    }

    public bool Contains(long value)
    {
        var index = IndexAfter(value);
        return index > 0 && value < ranges[index - 1].End;
    }

    /// <summary>Adds a number that is not contained.</summary>
    public void Add(long value)
    {
        var index = IndexAfter(value);
        var joinsBefore = index > 0 && ranges[index - 1].End == value;
        var joinsAfter = index < ranges.Count && ranges[index].Start == value + 1;
        switch (joinsBefore, joinsAfter)
        {
            case (true, true):
                ranges[index - 1] = (ranges[index - 1].Start, ranges[index].End);
                ranges.RemoveAt(index);
                break;
            case (true, false):
                ranges[index - 1] = (ranges[index - 1].Start, value + 1);
                break;
            case (false, true):
                ranges[index] = (value, ranges[index].End);
                break;
            default:
                ranges.Insert(index, (value, value + 1));
                break;
        }
    }

    /// <summary>Index of the first range that starts after a value. The newest is asked for first: receipts come nearly in order.</summary>
    private int IndexAfter(long value)
    {
        if (ranges.Count == 0 || ranges[^1].Start <= value)
        {
            return ranges.Count;
        }

        var (low, high) = (0, ranges.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].Start <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
