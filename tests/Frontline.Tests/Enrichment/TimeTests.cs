using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class TimeTests
{
    [Theory]
    [InlineData("\"2026-01-31T12:00:00Z\"", "2026-01-31T12:00:00.000000Z")]
    [InlineData("\"2026-01-31t12:00:00.5z\"", "2026-01-31T12:00:00.500000Z")]
    [InlineData("\"2026-01-31 12:00:00.123456+05:30\"", "2026-01-31T06:30:00.123456Z")]
    [InlineData("\"2026-01-01T00:00:00-01:00\"", "2026-01-01T01:00:00.000000Z")]
    [InlineData("\"2026-01-31T12:00:00.123456000Z\"", "2026-01-31T12:00:00.123456Z")]
    [InlineData("\"2026-01-31T12:00:00.123456789Z\"", "2026-01-31T12:00:00.123456Z", "time_truncated")]
    [InlineData("\"2016-12-31T23:59:60Z\"", "2017-01-01T00:00:00.000000Z")]
    [InlineData("\"2024-02-29T00:00:00Z\"", "2024-02-29T00:00:00.000000Z")]
    [InlineData("\"1970-01-01T00:00:00Z\"", "1970-01-01T00:00:00.000000Z", "absurd_value")]
    [InlineData("\"9999-12-31T23:59:59.999999Z\"", "9999-12-31T23:59:59.999999Z")]
    [InlineData("1769860800123", "2026-01-31T12:00:00.123000Z")]
    [InlineData("1.769860800123e12", "2026-01-31T12:00:00.123000Z")]
    [InlineData("\"1769860800123\"", "2026-01-31T12:00:00.123000Z", "coerced")]
    [InlineData("0", "1970-01-01T00:00:00.000000Z", "absurd_value")]
    [InlineData("253402300799999", "9999-12-31T23:59:59.999000Z")]
    public void A_time_is_RFC_3339_or_Unix_milliseconds(string sent, string time, params string[] flags)
    {
        var fields = Accept($"\"time\":{sent}");

        Assert.Equal(time, fields.ClientTime.ToString());
        Assert.Equal(flags, fields.Flags);
    }

    [Theory]
    [InlineData("\"2026-01-31T12:00:00\"", "bad_time")]
    [InlineData("\"2026-01-31\"", "bad_time")]
    [InlineData("\"2026-02-29T12:00:00Z\"", "bad_time")]
    [InlineData("\"2026-13-01T12:00:00Z\"", "bad_time")]
    [InlineData("\"2026-01-31T24:00:00Z\"", "bad_time")]
    [InlineData("\"2026-01-31T12:00:61Z\"", "bad_time")]
    [InlineData("\"2026-01-31T12:00:00.Z\"", "bad_time")]
    [InlineData("\"2026-01-31T12:00:00.1234567890Z\"", "bad_time")]
    [InlineData("\"2026-01-31T12:00:00+1:00\"", "bad_time")]
    [InlineData("\"2026-01-31T12:00:00+24:00\"", "bad_time")]
    [InlineData("\"20260131T120000Z\"", "bad_time")]
    [InlineData("\"\"", "bad_time")]
    [InlineData("1769860800.5", "bad_time")]
    [InlineData("\"1969-12-31T23:59:59Z\"", "time_out_of_range")]
    [InlineData("\"1970-01-01T00:00:00+00:01\"", "time_out_of_range")]
    [InlineData("\"9999-12-31T23:59:59-00:01\"", "time_out_of_range")]
    [InlineData("\"0000-01-01T00:00:00Z\"", "time_out_of_range")]
    [InlineData("-1", "time_out_of_range")]
    [InlineData("253402300800000", "time_out_of_range")]
    [InlineData("1e300", "time_out_of_range")]
    [InlineData("true", "wrong_type")]
    [InlineData("[]", "wrong_type")]
    public void A_time_that_is_none_rejects_the_event(string sent, string code)
    {
        Assert.Equal([$"{code} /time"], Refuse($"\"time\":{sent}"));
        Assert.Equal([$"{code} /sent_at"], Refuse("", beside: $"\"sent_at\":{sent}"));
    }

    [Fact]
    public void The_install_time_is_read_like_any_other() =>
        Assert.Equal("2025-12-24T17:00:00.000000Z", Accept("\"installed_at\":\"2025-12-24T18:00:00+01:00\"").InstalledAt.ToString());
}
