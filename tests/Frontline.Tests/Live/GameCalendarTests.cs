using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Live;
using Xunit;

namespace Frontline.Tests.Live;

public sealed class GameCalendarTests
{
    private readonly GameCalendar calendar = new();

    [Theory]
    [InlineData("UTC", "2026-01-31", "2026-01-31T00:00:00Z", 24 * 60)]
    [InlineData("Europe/London", "2026-03-29", "2026-03-29T00:00:00Z", 23 * 60)]
    [InlineData("Europe/London", "2026-10-25", "2026-10-24T23:00:00Z", 25 * 60)]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", 23 * 60)]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", 25 * 60)]
    [InlineData("Asia/Kathmandu", "2026-01-31", "2026-01-30T18:15:00Z", 24 * 60)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", (24 * 60) + 30)]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23 * 60)]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", 24 * 60)]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0)]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 24 * 60)]
    public void A_day_begins_at_its_first_moment_and_is_as_long_as_its_zone_makes_it(string zone, string day, string start, int minutes)
    {
        var date = DateOnly.Parse(day, null);
        Assert.Equal(At(start), calendar.StartOf(zone, date));
        Assert.Equal(TimeSpan.FromMinutes(minutes), calendar.StartOf(zone, date.AddDays(1)) - calendar.StartOf(zone, date));
    }

    [Theory]
    [InlineData("UTC", "2026-01-31T23:59:59.999999Z", "2026-01-31")]
    [InlineData("Asia/Kathmandu", "2026-01-30T18:14:59.999999Z", "2026-01-30")]
    [InlineData("Asia/Kathmandu", "2026-01-30T18:15:00Z", "2026-01-31")]
    [InlineData("Europe/London", "2026-10-24T22:59:59.999999Z", "2026-10-24")]
    [InlineData("Europe/London", "2026-10-24T23:00:00Z", "2026-10-25")]
    [InlineData("Europe/London", "2026-10-25T23:59:59Z", "2026-10-25")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59.999999Z", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31")]
    [InlineData("Europe/London", "1899-12-31T23:59:59Z", "1899-12-31")]
    [InlineData("Europe/London", "2300-07-01T23:00:00Z", "2300-07-02")]
    public void A_moment_lies_on_the_date_that_clocks_show(string zone, string moment, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), calendar.DayOf(zone, At(moment)));

    [Fact]
    public void Clocks_set_back_over_midnight_return_to_the_day_before()
    {
        // St. John's, 2006: at 00:01 clocks went back to 23:01.
        Assert.Equal(new DateOnly(2006, 10, 29), calendar.DayOf("America/St_Johns", At("2006-10-29T02:30:30Z")));
        Assert.Equal(new DateOnly(2006, 10, 28), calendar.DayOf("America/St_Johns", At("2006-10-29T02:31:00Z")));
        Assert.Equal(At("2006-10-29T02:30:00Z"), calendar.StartOf("America/St_Johns", new DateOnly(2006, 10, 29)));
    }

    [Fact]
    public void Offsets_cover_a_range_without_gaps_and_are_cut_to_it()
    {
        var from = At("2026-01-01T12:00:00Z");
        var to = At("2026-12-01T00:00:00Z");
        Assert.Equal(
            [
                new ZoneOffset(from, At("2026-03-29T01:00:00Z"), TimeSpan.Zero),
                new ZoneOffset(At("2026-03-29T01:00:00Z"), At("2026-10-25T01:00:00Z"), TimeSpan.FromHours(1)),
                new ZoneOffset(At("2026-10-25T01:00:00Z"), to, TimeSpan.Zero),
            ],
            calendar.Offsets("Europe/London", from, to));
        Assert.Empty(calendar.Offsets("Europe/London", to, to));
    }

    [Fact]
    public void A_change_of_name_alone_does_not_split_an_offset() =>
        // Summer time of 1968 became British Standard Time, at the same offset.
        Assert.Single(calendar.Offsets("Europe/London", At("1968-06-01T00:00:00Z"), At("1971-06-01T00:00:00Z")));

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("europe/london")]
    [InlineData("")]
    public void An_unknown_zone_is_refused_with_its_name(string zone)
    {
        Assert.False(calendar.Knows(zone));
        Assert.Contains($"'{zone}'", Assert.Throws<ArgumentException>(() => calendar.DayOf(zone, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_database_says_its_version() => Assert.Matches("^20[0-9]{2}[a-z]$", calendar.Version);

    [Fact]
    public void Moments_beyond_the_calendar_lie_on_its_first_and_last_day()
    {
        Assert.Equal(DateOnly.MaxValue, calendar.DayOf("Asia/Tokyo", new Timestamp(long.MaxValue)));
        Assert.Equal(DateOnly.MinValue, calendar.DayOf("America/New_York", new Timestamp(long.MinValue)));
    }

    [Fact]
    public void Each_moment_lies_between_the_beginnings_of_its_day_and_of_the_next()
    {
        var random = new Random(1);
        foreach (var zone in (string[])["Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo", "Australia/Lord_Howe"])
        {
            for (var count = 0; count < 2_000; count++)
            {
                var moment = new Timestamp(random.NextInt64(At("1975-01-01T00:00:00Z").UnixMicros, At("2045-01-01T00:00:00Z").UnixMicros));
                var day = calendar.DayOf(zone, moment);
                Assert.True(calendar.StartOf(zone, day) <= moment && moment < calendar.StartOf(zone, day.AddDays(1)), $"{zone} {moment}");
            }
        }
    }

    private static Timestamp At(string moment) => Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(moment, null));
}
