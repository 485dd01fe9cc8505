namespace Frontline.Metrics.Funnels;

/// <summary>What is used anew for each bucket.</summary>
internal sealed class FunnelScratch
{
    public Dictionary<long, int> Players { get; } = [];

    public int[] Numbers = [];

    public int[] Starts = [];

    public FunnelEvent[] Unpacked = [];

    public FunnelEvent[] Events = [];

    public static Span<T> Of<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length + length / 4];
        }

        return array.AsSpan(0, length);
    }
}
