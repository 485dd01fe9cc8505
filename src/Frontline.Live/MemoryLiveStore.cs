using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>Live windows in memory: for one process that runs both the Recorder and those who read. Restored by the Recorder at its start.</summary>
public sealed class MemoryLiveStore : ILiveStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<int, MemoryPartition> partitions = [];
    private IReadOnlyList<LivePosition> positions = [];

    public IReadOnlyList<LivePosition> Positions => Volatile.Read(ref positions);

    public void Publish(LiveUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        lock (gate)
        {
            var number = update.Position.Chain.Partition;
            if (!partitions.TryGetValue(number, out var partition))
            {
                partition = new MemoryPartition();
                partitions.Add(number, partition);
            }

            if (partition.Take(update))
            {
                Volatile.Write(ref positions, [.. partitions.Values.Select(one => one.Position)]);
            }
        }
    }

    public LiveSlice Read(LiveQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (gate)
        {
            var games = new SortedDictionary<string, LiveGame>(StringComparer.Ordinal);
            var sums = new Dictionary<LiveWindowKey, LiveNumbers>();
            foreach (var partition in partitions.Values)
            {
                partition.Read(query, games, sums);
            }

            var windows = sums.Select(sum => new LiveChange(sum.Key, sum.Value)).ToArray();
            Array.Sort(windows, static (left, right) => Compare(left.Window, right.Window));
            return new LiveSlice(positions, [.. games.Values], windows);
        }
    }

    private static int Compare(LiveWindowKey left, LiveWindowKey right)
    {
        var order = string.CompareOrdinal(left.Game, right.Game);
        order = order != 0 ? order : left.Kind.CompareTo(right.Kind);
        order = order != 0 ? order : left.Start.CompareTo(right.Start);
        order = order != 0 ? order : left.Dimension.CompareTo(right.Dimension);
        return order != 0 ? order : string.CompareOrdinal(left.Value, right.Value);
    }
}
