using System.Text.Json;
using Frontline.Commands;
using Xunit;

namespace Frontline.Tests.Commands;

public sealed class RejectsCommandTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("30m", "2026-03-10T11:30:00Z")]
    [InlineData("24h", "2026-03-09T12:00:00Z")]
    [InlineData("7d", "2026-03-03T12:00:00Z")]
    [InlineData("2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z")]
    public void Since_is_a_length_of_time_or_a_moment(string text, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), SinceOption.Read(text, Now));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("d")]
    [InlineData("-3d")]
    [InlineData("2026-13-01")]
    public void Anything_else_is_wrong_usage(string text) => Assert.Contains(text, Assert.Throws<UsageException>(() => SinceOption.Read(text, Now)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_reject_is_told_in_words_with_its_event_as_sent_even_when_that_is_no_json()
    {
        using var row = JsonDocument.Parse("""
            {"game":"g","write_key":"dev","received_at":"2026-03-10T12:00:00Z","reject_id":"abc-1-0","stage":"validate","processor":"1.0","name":null,"player_id":"p","event_id":null,
             "violations":[{"code":"not_a_number","path":"/props/amount","message":"it is the text \"x\"."},{"code":"empty","path":"","message":"name must not be empty."}],
             "payload":"{\"player_id\":","context":null}
            """);

        Assert.Equal("2026-03-10T12:00:00Z abc-1-0 g (unknown): At /props/amount: it is the text \"x\". name must not be empty.", RejectText.Line(row.RootElement));
        var lines = RejectText.Lines(row.RootElement).ToList();
        Assert.Contains("  not_a_number  At /props/amount: it is the text \"x\".", lines);
        Assert.Equal("  {\"player_id\":", lines[^1]);
    }
}
