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
        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), MomentOption.Read("--since", text, Now));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("d")]
    [InlineData("-3d")]
    [InlineData("2026-13-01")]
    public void Anything_else_is_wrong_usage(string text) => Assert.Contains(text, Assert.Throws<UsageException>(() => MomentOption.Read("--since", text, Now)).Message, StringComparison.Ordinal);

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

    [Fact]
    public async Task Tail_begins_with_the_last_of_the_warehouse_and_the_feed_and_then_tells_each_new_one_once()
    {
        using var run = new CommandRun();
        var answers = new Queue<string>(
        [
            $$"""{"feed":"a","next":2,"missed":0,"rejects":[{{Row("l-2-0", "12:00:02")}},{{Row("l-3-0", "12:00:03")}}]}""",
            $$"""{"feed":"a","next":3,"missed":0,"rejects":[{{Row("l-4-0", "12:00:04")}}]}""",
            $$"""{"feed":"b","next":2,"missed":7,"rejects":[{{Row("l-4-0", "12:00:04")}},{{Row("l-5-0", "12:00:05")}}]}""",
        ]);
        run.Server
            .On("POST /api/sql", $"[{Row("l-2-0", "12:00:02", asStored: true)},{Row("l-1-0", "12:00:01", asStored: true)}]")
            .On("GET /api/rejects/recent", _ => answers.TryDequeue(out var answer) ? (System.Net.HttpStatusCode.OK, answer) : (System.Net.HttpStatusCode.InternalServerError, ""));

        var tail = run.RunAsync("rejects", "tail", "--lines", "2", "--server", "http://server/", "--token", "t");
        while (!tail.IsCompleted)
        {
            run.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        Assert.Equal(ExitCode.CouldNotBeDone, await tail);
        Assert.Equal(["l-2-0", "l-3-0", "l-4-0", "l-5-0"], run.Output.TrimEnd().Split('\n').Select(line => line.Split(' ')[1]));
        Assert.Contains("7 rejects came faster", run.Error, StringComparison.Ordinal);
        Assert.Contains("GET /api/rejects/recent?feed=a&after=3", run.Server.Requests);
    }

    private static string Row(string id, string time, bool asStored = false) =>
        $$"""
        {"game":"g","write_key":"dev","received_at":"2026-03-10T{{time}}Z","reject_id":"{{id}}","receipt":{{id.Split('-')[1]}},"receipt_index":0,"stage":"validate","processor":"1.0","name":"n",
         "violations":{{(asStored ? "\"[]\"" : "[]")}},"payload":"{}","context":null}
        """;
}
