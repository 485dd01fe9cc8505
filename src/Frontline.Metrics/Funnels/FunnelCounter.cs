using System.Runtime.InteropServices;

namespace Frontline.Metrics.Funnels;

/// <summary>Counts a funnel: reads the events that are steps, once where they fit the memory it may use, else in parts of the players, and follows each player's.</summary>
/// <param name="read">Runs a statement of <see cref="FunnelCompiler"/> and adds its rows.</param>
/// <param name="eventsMax">How many events are held at once; at least 1.</param>
public sealed class FunnelCounter(Func<string, FunnelEvents, CancellationToken, Task> read, int eventsMax = FunnelCounter.DefaultEventsMax)
{
    /// <summary>What fits some 240 MB, and 520 at most.</summary>
    public const int DefaultEventsMax = 16 << 20;

    /// <summary>The groups; nobody's are none. Without dimensions there is at most one.</summary>
    /// <exception cref="Questions.MetricException">Steps, dimensions, filter or days do not fit.</exception>
    /// <exception cref="FunnelTooLargeException">One player has more events than may be held.</exception>
    public async Task<IReadOnlyList<FunnelGroup>> CountAsync(FunnelQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var chains = new FunnelChains(question);
        var sums = new Dictionary<string, Sums>(StringComparer.Ordinal);
        var parts = new Stack<FunnelPart>([default]);
        while (parts.TryPop(out var part))
        {
            var events = new FunnelEvents(part, eventsMax);
            await read(FunnelCompiler.Compile(question, part), events, cancellation).ConfigureAwait(false);
            events.ForEachPlayer(player =>
            {
                chains.Follow(player);
                if (chains.Reached > 0)
                {
                    ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, events.Texts[chains.Values] ?? "", out _);
                    (group ??= new Sums(question.Steps.Count)).Add(chains);
                }
            });
            foreach (var later in events.Later)
            {
                parts.Push(later);
            }
        }

        return [.. sums.Select(group => group.Value.ToGroup(group.Key.Length == 0 ? null : group.Key))];
    }

    /// <summary>By step: players, and the times they took.</summary>
    private sealed class Sums(int steps)
    {
        private readonly long[] players = new long[steps];
        private readonly List<long>[] gaps = [.. Enumerable.Range(0, steps).Select(_ => new List<long>())];

        public void Add(FunnelChains chains)
        {
            for (var step = 0; step < chains.Reached; step++)
            {
                players[step]++;
                if (step > 0)
                {
                    gaps[step].Add(chains.Gaps[step]);
                }
            }
        }

        public FunnelGroup ToGroup(string? values) => new(values, players, [.. gaps.Select(MedianSeconds)]);

        private static double? MedianSeconds(List<long> micros)
        {
            micros.Sort();
            var middle = micros.Count / 2;
            return micros.Count == 0 ? null : (micros.Count % 2 == 1 ? micros[middle] : (micros[middle - 1] + micros[middle]) / 2.0) / 1e6;
        }
    }
}
