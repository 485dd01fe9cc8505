namespace Frontline.Demo;

/// <summary>A pass over all players that sends what was due in (<paramref name="FromMillis"/>, <paramref name="UntilMillis"/>] as history.</summary>
/// <param name="FromMillis">Exclusive, milliseconds since 1970.</param>
/// <param name="UntilMillis">Inclusive.</param>
/// <param name="PlayersDone">All players with lower numbers are done.</param>
internal sealed record DemoPass(long FromMillis, long UntilMillis, long PlayersDone)
{
    /// <summary>
    /// History comes in the order of time, roughly, as it does to a studio: rows of the last month and of the last three lie together, and questions about them pass over what is older.
    /// Each pass more costs time, as all players are drawn again and send more and smaller batches.
    /// </summary>
    private static readonly IReadOnlyList<TimeSpan> Ages = [TimeSpan.FromDays(90), TimeSpan.FromDays(30), TimeSpan.Zero];

    /// <summary>The pass after what was sent.</summary>
    /// <param name="sentUntilMillis">Everything due up to here was sent.</param>
    /// <param name="historyStart">Before this nothing is due, milliseconds since 1970.</param>
    /// <param name="historyUntil">Where history ends.</param>
    public static DemoPass Next(long sentUntilMillis, long historyStart, long historyUntil) =>
        new(sentUntilMillis, Ages.Select(age => historyUntil - (long)age.TotalMilliseconds).First(until => until > Math.Max(sentUntilMillis, historyStart) || until == historyUntil), 0);
}
