using System.Runtime.InteropServices;

namespace Frontline.Metrics.Funnels;

/// <summary>The events of some of the players, few enough that what is done with each player's stays in the processor's caches.</summary>
internal sealed class FunnelBucket
{
    private PackedEvents packed = new();

    public int Count => packed.Count;

    public void Add(long player, in FunnelEvent happened) => packed.Add(player, happened);

    /// <summary>Drops the events of players that are not in a part.</summary>
    public void Keep(FunnelPart part)
    {
        var kept = new PackedEvents();
        for (var events = packed.Read(); events.Next();)
        {
            if (part.Has(events.Player))
            {
                kept.Add(events.Player, events.Event);
            }
        }

        packed = kept;
    }

    /// <summary>Whether all events are of one player; also where there are none.</summary>
    public bool IsAllOf(long player)
    {
        for (var events = packed.Read(); events.Next();)
        {
            if (events.Player != player)
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
        var numbers = FunnelScratch.Of(ref scratch.Numbers, Count);
        var starts = FunnelScratch.Of(ref scratch.Starts, Count + 1);
        var unpacked = FunnelScratch.Of(ref scratch.Unpacked, Count);
        starts.Clear();
        var at = 0;
        for (var read = packed.Read(); read.Next(); at++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(players, read.Player, out var known);
            if (!known)
            {
                number = players.Count - 1;
            }

            numbers[at] = number;
            unpacked[at] = read.Event;
            starts[number + 1]++;
        }

        for (var player = 1; player <= players.Count; player++)
        {
            starts[player] += starts[player - 1];
        }

        var events = FunnelScratch.Of(ref scratch.Events, Count);
        for (var i = 0; i < unpacked.Length; i++)
        {
            events[starts[numbers[i]]++] = unpacked[i];
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
}
