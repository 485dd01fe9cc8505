using Frontline.Core;

namespace Frontline.Live;

/// <summary>A player's sessions, exact under events in any order: maximal runs with gaps of at most the idle time, sorted, never closer than it.</summary>
internal static class SessionRuns
{
    /// <summary>Takes an event into account.</summary>
    /// <param name="runs">The player's runs, changed in place.</param>
    /// <param name="time">The event's time.</param>
    /// <param name="values">The event's values.</param>
    /// <param name="idle">The longest gap within a session, inclusive.</param>
    /// <param name="count">Called with a run that begins (+1) or that no longer begins (−1).</param>
    /// <returns>Whether anything changed.</returns>
    public static bool Insert(List<SessionRun> runs, Timestamp time, in DimensionValues values, TimeSpan idle, Action<SessionRun, int> count)
    {
        // The first run that does not end too early to meet the event. Events mostly come in order, so it is sought from the end.
        var index = runs.Count;
        while (index > 0 && runs[index - 1].End + idle >= time)
        {
            index--;
        }

        if (index == runs.Count || runs[index].Start > time + idle)
        {
            var alone = new SessionRun(time, time, values);
            runs.Insert(index, alone);
            count(alone, 1);
            return true;
        }

        var run = runs[index];
        if (time < run.Start)
        {
            // No run before it meets the event, since that would have been found first.
            count(run, -1);
            runs[index] = new SessionRun(time, run.End, values);
            count(runs[index], 1);
            return true;
        }

        if (time <= run.End)
        {
            return false;
        }

        if (index + 1 < runs.Count && runs[index + 1].Start <= time + idle)
        {
            var next = runs[index + 1];
            count(next, -1);
            runs[index] = run with { End = next.End };
            runs.RemoveAt(index + 1);
            return true;
        }

        runs[index] = run with { End = time };
        return true;
    }

    /// <summary>Forgets runs that ended before a moment.</summary>
    public static bool Trim(List<SessionRun> runs, Timestamp from)
    {
        var count = 0;
        while (count < runs.Count && runs[count].End < from)
        {
            count++;
        }

        runs.RemoveRange(0, count);
        return count > 0;
    }
}
