using System.Globalization;
using Frontline.Core;
using Frontline.Core.Events;

namespace Frontline.Pipeline.Deciding;

/// <summary>What client clocks are corrected by, and how far from its arrival an event's time may lie. docs/specs/event.md, "Time".</summary>
public sealed class ClockRules(RecorderOptions options)
{
    /// <summary>The field that a time out of bounds is told of.</summary>
    internal const string Path = "/time";

    /// <summary>
    /// What to add to client times of a session that begins with this batch, in microseconds. A difference within a plausible network delay is taken for one, since
    /// correcting by it would shift events by the delay; a larger one is the clock's, whichever way it goes (behind: positive, ahead: negative).
    /// </summary>
    public long Measure(Timestamp receivedAt, Timestamp? sentAt)
    {
        if (sentAt is not { } sent)
        {
            return 0;
        }

        var micros = receivedAt.UnixMicros - sent.UnixMicros;
        return Math.Abs(micros) > options.NetworkDelayMax.Ticks / TimeSpan.TicksPerMicrosecond ? micros : 0;
    }

    /// <summary>What is wrong with an event's corrected time, or null. Does not hold for history and imports, which may be of any age.</summary>
    public Violation? Limit(Timestamp receivedAt, Timestamp time)
    {
        if (time > receivedAt + options.FutureLimit)
        {
            return new Violation(RejectCodes.InFuture, Path, $"The event's time {Text(time)} lies more than {Number(options.FutureLimit.TotalMinutes)} minutes ahead of when it was received, {receivedAt}.");
        }

        return time < receivedAt - options.LateLimit
            ? new Violation(RejectCodes.TooLate, Path, $"The event's time {Text(time)} lies more than {Number(options.LateLimit.TotalDays)} days before it was received, {receivedAt}.")
            : null;
    }

    /// <summary>A corrected time may lie beyond the calendar.</summary>
    internal static string Text(Timestamp time)
    {
        var first = Timestamp.FromDateTimeOffset(DateTimeOffset.MinValue);
        var last = Timestamp.FromDateTimeOffset(DateTimeOffset.MaxValue);
        return time < first ? "before the year 1" : time > last ? "after the year 9999" : time.ToString();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
