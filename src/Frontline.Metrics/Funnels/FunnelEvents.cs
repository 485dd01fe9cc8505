using System.Runtime.InteropServices;

namespace Frontline.Metrics.Funnels;

/// <summary>
/// Takes the events that are steps, in whatever order they come, and gives them out player by player in their order. It holds a bounded number; when that is reached, half of the players are put
/// off until later, and their events dropped.
/// </summary>
/// <param name="part">The players that are to be taken.</param>
/// <param name="eventsMax">How many events are held at most; at least 1. An event takes some 14 bytes, at most 31.</param>
public sealed class FunnelEvents(FunnelPart part, int eventsMax)
{
    private const int BucketBits = 8;

    private readonly FunnelBucket[] buckets = [.. Enumerable.Range(0, 1 << BucketBits).Select(_ => new FunnelBucket())];
    private readonly Dictionary<string, int> values = new(StringComparer.Ordinal);
    private readonly List<string?> texts = [null];
    private readonly List<FunnelPart> later = [];
    private FunnelPart part = part;
    private int count;

    /// <summary>The players that were put off.</summary>
    public IReadOnlyList<FunnelPart> Later => later;

    /// <summary>Dimensions' values by <see cref="FunnelEvent.Values"/>.</summary>
    internal IReadOnlyList<string?> Texts => texts;

    /// <summary>Takes an event.</summary>
    /// <param name="player">The player's number.</param>
    /// <param name="micros">Its time, microseconds since 1970.</param>
    /// <param name="place">Orders events of one moment.</param>
    /// <param name="steps">Bit k is set where it may be the step after k others.</param>
    /// <param name="dimensions">The dimensions' values as a text; null for none.</param>
    /// <exception cref="FunnelTooLargeException">One player has more events than may be held.</exception>
    public void Add(long player, long micros, long place, int steps, string? dimensions)
    {
        while (part.Has(player))
        {
            if (count < eventsMax)
            {
                buckets[BucketOf(player)].Add(player, new FunnelEvent(micros, place, steps, dimensions is null ? 0 : ValuesOf(dimensions)));
                count++;
                return;
            }

            PutOffHalf(player);
        }
    }

    /// <summary>Calls back with the events of each player that was not put off.</summary>
    internal void ForEachPlayer(PlayerEvents callback)
    {
        var scratch = new FunnelScratch();
        foreach (var bucket in buckets)
        {
            bucket.ForEachPlayer(scratch, callback);
        }
    }

    // Parts go by the lowest bits, and each part is to use all buckets.
    private static int BucketOf(long player) => (int)((ulong)player * 0x9E3779B97F4A7C15 >> (64 - BucketBits));

    private void PutOffHalf(long arriving)
    {
        if (buckets.All(bucket => bucket.IsAllOf(arriving)))
        {
            throw new FunnelTooLargeException($"One player has more than {eventsMax} events that are steps of this funnel, which is more than can be put in order. Ask for fewer days or steps.");
        }

        (part, var other) = part.Halve();
        later.Add(other);
        foreach (var bucket in buckets)
        {
            bucket.Keep(part);
        }

        count = buckets.Sum(bucket => bucket.Count);
    }

    private int ValuesOf(string dimensions)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(values, dimensions, out var known);
        if (!known)
        {
            number = texts.Count;
            texts.Add(dimensions);
        }

        return number;
    }

    /// <param name="events">A player's events in their order; at least one.</param>
    internal delegate void PlayerEvents(ReadOnlySpan<FunnelEvent> events);
}
