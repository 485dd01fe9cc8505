using System.Runtime.InteropServices;

namespace Frontline.Metrics.Funnels;

/// <summary>
/// Takes the events that are steps, in whatever order they come, and gives them out player by player in their order. It holds a bounded number; when that is reached, half of the players are put
/// off until later, and their events dropped.
/// </summary>
/// <param name="part">The players that are to be taken.</param>
/// <param name="eventsMax">How many events are held at most; at least 1. An event takes 36 bytes.</param>
public sealed class FunnelEvents(FunnelPart part, int eventsMax)
{
    private const int ChunkEvents = 1 << 16;

    private readonly List<FunnelEvent[]> chunks = [];
    private readonly Dictionary<long, int> players = [];
    private readonly List<long> keys = [];
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
        if (!part.Has(player))
        {
            return;
        }

        while (count == eventsMax)
        {
            PutOffHalf(player);
            if (!part.Has(player))
            {
                return;
            }
        }

        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(players, player, out var known);
        if (!known)
        {
            number = keys.Count;
            keys.Add(player);
        }

        Put(count++, new FunnelEvent(micros, place, number, (ushort)steps, dimensions is null ? 0 : ValuesOf(dimensions)));
    }

    /// <summary>Calls back with the events of each player that was not put off.</summary>
    internal void ForEachPlayer(PlayerEvents callback)
    {
        // Where each player's events begin, and the events' numbers by player.
        var starts = new int[keys.Count + 1];
        for (var i = 0; i < count; i++)
        {
            starts[At(i).Player + 1]++;
        }

        for (var player = 0; player < keys.Count; player++)
        {
            starts[player + 1] += starts[player];
        }

        var order = new int[count];
        var next = starts[..^1];
        for (var i = 0; i < count; i++)
        {
            order[next[At(i).Player]++] = i;
        }

        var events = new List<FunnelEvent>();
        for (var player = 0; player < keys.Count; player++)
        {
            events.Clear();
            var isSorted = true;
            foreach (var number in order.AsSpan(starts[player]..starts[player + 1]))
            {
                var happened = At(number);
                isSorted &= events.Count == 0 || events[^1].CompareTo(happened) <= 0;
                events.Add(happened);
            }

            if (!isSorted)
            {
                events.Sort();
            }

            callback(CollectionsMarshal.AsSpan(events));
        }
    }

    private void PutOffHalf(long arriving)
    {
        if (IsAllOf(arriving))
        {
            throw new FunnelTooLargeException($"One player has more than {eventsMax} events that are steps of this funnel, which is more than can be put in order. Ask for fewer days or steps.");
        }

        (part, var other) = part.Halve();
        later.Add(other);
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var next = At(i);
            if (part.Has(keys[next.Player]))
            {
                Put(kept++, next);
            }
        }

        count = kept;
    }

    private bool IsAllOf(long player)
    {
        for (var i = 0; i < count; i++)
        {
            if (keys[At(i).Player] != player)
            {
                return false;
            }
        }

        return true;
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

    private ref readonly FunnelEvent At(int index) => ref chunks[index / ChunkEvents][index % ChunkEvents];

    private void Put(int index, FunnelEvent next)
    {
        if (index / ChunkEvents == chunks.Count)
        {
            chunks.Add(new FunnelEvent[ChunkEvents]);
        }

        chunks[index / ChunkEvents][index % ChunkEvents] = next;
    }

    /// <param name="events">In their order; empty for a player whose events were dropped.</param>
    internal delegate void PlayerEvents(ReadOnlySpan<FunnelEvent> events);
}
