using System.Runtime.InteropServices;

namespace Frontline.Metrics.Funnels;

/// <summary>The events of some of the players, few enough that what is done with each player's stays in the processor's caches.</summary>
internal sealed class FunnelBucket
{
    private const int ChunkEvents = 1 << 10;

    private readonly List<Chunk> chunks = [];
    private int count;

    public void Add(long player, in FunnelEvent happened) => Put(count++, new Held(player, happened.Micros, happened.Place, (ushort)happened.Steps), happened.Values);

    /// <summary>Drops the events of players that are not in a part.</summary>
    /// <returns>How many are left.</returns>
    public int Keep(FunnelPart part)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var chunk = chunks[i / ChunkEvents];
            if (part.Has(chunk.Events[i % ChunkEvents].Player))
            {
                Put(kept++, chunk.Events[i % ChunkEvents], chunk.Values?[i % ChunkEvents] ?? 0);
            }
        }

        return count = kept;
    }

    /// <summary>Whether all events are of one player; also where there are none.</summary>
    public bool IsAllOf(long player)
    {
        for (var i = 0; i < count; i++)
        {
            if (chunks[i / ChunkEvents].Events[i % ChunkEvents].Player != player)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Calls back with the events of each player, in their order.</summary>
    public void ForEachPlayer(FunnelScratch scratch, FunnelEvents.PlayerEvents callback)
    {
        // The players' numbers by event, where each player's events begin, and the events by player.
        var players = scratch.Players;
        players.Clear();
        var numbers = FunnelScratch.Of(ref scratch.Numbers, count);
        var starts = FunnelScratch.Of(ref scratch.Starts, count + 1);
        starts.Clear();
        for (var i = 0; i < count; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(players, chunks[i / ChunkEvents].Events[i % ChunkEvents].Player, out var known);
            if (!known)
            {
                number = players.Count - 1;
            }

            numbers[i] = number;
            starts[number + 1]++;
        }

        for (var player = 1; player <= players.Count; player++)
        {
            starts[player] += starts[player - 1];
        }

        var events = FunnelScratch.Of(ref scratch.Events, count);
        for (var i = 0; i < count; i++)
        {
            var chunk = chunks[i / ChunkEvents];
            ref readonly var held = ref chunk.Events[i % ChunkEvents];
            events[starts[numbers[i]]++] = new FunnelEvent(held.Micros, held.Place, held.Steps, chunk.Values?[i % ChunkEvents] ?? 0);
        }

        // Each start has become the next one's.
        var begin = 0;
        for (var player = 0; player < players.Count; player++)
        {
            var own = events[begin..starts[player]];
            if (!IsSorted(own))
            {
                own.Sort();
            }

            callback(own);
            begin = starts[player];
        }
    }

    private static bool IsSorted(ReadOnlySpan<FunnelEvent> events)
    {
        for (var i = 1; i < events.Length; i++)
        {
            if (events[i - 1].CompareTo(events[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Put(int index, in Held held, int values)
    {
        if (index / ChunkEvents == chunks.Count)
        {
            chunks.Add(new Chunk());
        }

        var chunk = chunks[index / ChunkEvents];
        chunk.Events[index % ChunkEvents] = held;
        if (values != 0 || chunk.Values is not null)
        {
            (chunk.Values ??= new int[ChunkEvents])[index % ChunkEvents] = values;
        }
    }

    [StructLayout(LayoutKind.Sequential, Pack = 2)]
    private readonly record struct Held(long Player, long Micros, long Place, ushort Steps);

    private sealed class Chunk
    {
        public Held[] Events { get; } = new Held[ChunkEvents];

        /// <summary>Null while all of them are 0, as they are where nothing is asked by.</summary>
        public int[]? Values { get; set; }
    }
}
