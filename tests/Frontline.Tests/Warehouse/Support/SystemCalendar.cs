using Frontline.Core;
using Frontline.Core.Games;

namespace Frontline.Tests.Warehouse.Support;

/// <summary>Reporting days by this machine's time-zone database.</summary>
internal sealed class SystemCalendar : IGameCalendar
{
    public string Version { get; set; } = "test";

    public bool Knows(string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _);

    public DateOnly DayOf(string timeZone, Timestamp moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);

    public Timestamp StartOf(string timeZone, DateOnly day) => throw new NotSupportedException();

    public IEnumerable<ZoneOffset> Offsets(string timeZone, Timestamp from, Timestamp to)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var start = from;
        var offset = zone.GetUtcOffset(from.ToDateTimeOffset());
        for (var at = from; at < to;)
        {
            var next = at + TimeSpan.FromDays(20);
            var then = zone.GetUtcOffset(next.ToDateTimeOffset());
            if (then != offset)
            {
                var (low, high) = (at, next);
                while (high - low > TimeSpan.FromMicroseconds(1))
                {
                    var middle = new Timestamp((low.UnixMicros + high.UnixMicros) / 2);
                    (low, high) = zone.GetUtcOffset(middle.ToDateTimeOffset()) == offset ? (middle, high) : (low, middle);
                }

                yield return new ZoneOffset(start, high, offset);
                (start, offset) = (high, then);
            }

            at = next;
        }

        yield return new ZoneOffset(start, to, offset);
    }
}
