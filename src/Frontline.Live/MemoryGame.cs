using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>The windows of one game and partition. Not thread-safe.</summary>
internal sealed class MemoryGame
{
    private readonly Dictionary<long, Dictionary<(LiveDimension Dimension, string Value), LiveNumbers>> minutes = [];
    private readonly Dictionary<long, Dictionary<(LiveDimension Dimension, string Value), LiveNumbers>> days = [];
    private long oldestMinute;

    public LiveGame Settings { get; private set; } = new("", "", 0, 0, 0);

    /// <summary>Takes the game's settings over and drops what is no longer kept.</summary>
    public void Keep(LiveGame settings, long newOldestMinute)
    {
        if (newOldestMinute != oldestMinute)
        {
            Drop(minutes, newOldestMinute);
            oldestMinute = newOldestMinute;
        }

        if (settings.TimeZone != Settings.TimeZone)
        {
            days.Clear();
        }

        Drop(days, settings.OldestDay);
        Settings = settings;
    }

    public void Put(LiveChange change)
    {
        var windows = change.Window.Kind is LiveWindowKind.Minute ? minutes : days;
        if (!windows.TryGetValue(change.Window.Start, out var window))
        {
            window = [];
            windows.Add(change.Window.Start, window);
        }

        window[(change.Window.Dimension, change.Window.Value)] = change.Numbers;
    }

    public void Read(LiveQuery query, Dictionary<LiveWindowKey, LiveNumbers> sums)
    {
        Read(LiveWindowKind.Minute, minutes, query.FirstMinute, query.LastMinute, query.Dimension, sums);
        Read(LiveWindowKind.Day, days, query.FirstDay, query.LastDay, query.Dimension, sums);
    }

    private void Read(
        LiveWindowKind kind,
        Dictionary<long, Dictionary<(LiveDimension Dimension, string Value), LiveNumbers>> windows,
        long first,
        long last,
        LiveDimension? asked,
        Dictionary<LiveWindowKey, LiveNumbers> sums)
    {
        foreach (var (start, window) in windows)
        {
            if (start < first || start > last)
            {
                continue;
            }

            foreach (var ((dimension, value), numbers) in window)
            {
                if (dimension is LiveDimension.Total || asked is null || asked == dimension)
                {
                    var key = new LiveWindowKey(Settings.Game, kind, start, dimension, value);
                    sums[key] = sums.TryGetValue(key, out var sum) ? LiveSums.Add(sum, numbers) : numbers;
                }
            }
        }
    }

    private static void Drop<T>(Dictionary<long, T> windows, long oldest)
    {
        foreach (var start in windows.Keys)
        {
            if (start < oldest)
            {
                // Removing while enumerating is allowed since .NET Core 3.0.
                windows.Remove(start);
            }
        }
    }
}
