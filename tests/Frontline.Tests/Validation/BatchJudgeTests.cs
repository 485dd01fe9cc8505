using System.Text.Json;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Frontline.Pipeline;
using Frontline.Pipeline.Deciding;
using Frontline.Validation;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Validation;

public sealed class BatchJudgeTests
{
    [Fact]
    public void Each_event_gets_its_verdict_in_order()
    {
        var verdict = Judge(Json("""{"events":[{"name":"level_start","player_id":"p","props":{"level":"12","board":"jelly"}},{"name":"","player_id":"p"},5]}""", 3));

        Assert.Equal((1, 2), (verdict.GetProperty("recorded").GetInt32(), verdict.GetProperty("rejected").GetInt32()));
        var events = verdict.GetProperty("events");
        Assert.Equal(["0 recorded", "1 rejected", "2 rejected"], events.EnumerateArray().Select(item => $"{item.GetProperty("index")} {item.GetProperty("outcome")}"));
        var fields = events[0].GetProperty("fields");
        Assert.Equal(12, fields.GetProperty("level").GetInt32());
        Assert.Equal("jelly", fields.GetProperty("props").GetProperty("board").GetString());
        Assert.Equal(["coerced"], fields.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()!));
        Assert.False(fields.TryGetProperty("currency", out _));
        Assert.False(events[0].TryGetProperty("violations", out _));
        var violation = Assert.Single(events[1].GetProperty("violations").EnumerateArray());
        Assert.Equal(("empty", "/name", "name must not be empty."), (violation.GetProperty("code").GetString(), violation.GetProperty("path").GetString(), violation.GetProperty("message").GetString()));
        Assert.Equal("parse", events[2].GetProperty("stage").GetString());
    }

    [Fact]
    public void A_batch_without_events_has_an_empty_verdict()
    {
        var verdict = Judge(Json("""{"events":[]}""", 0));
        Assert.Equal((0, 0, 0), (verdict.GetProperty("recorded").GetInt32(), verdict.GetProperty("rejected").GetInt32(), verdict.GetProperty("events").GetArrayLength()));
    }

    [Theory]
    [InlineData("2023-11-14T21:13:20Z", WriteKeyKind.Production, "recorded", "")]
    [InlineData("2023-11-15T03:13:20Z", WriteKeyKind.Production, "rejected", "in_future")]
    [InlineData("2023-09-14T22:13:20Z", WriteKeyKind.Production, "rejected", "too_late")]
    [InlineData("2023-09-14T22:13:20Z", WriteKeyKind.History, "recorded", "")]
    public void Times_are_held_against_the_bounds_that_hold_for_the_key(string time, WriteKeyKind key, string outcome, string code)
    {
        var verdict = Judge(Json($$"""{"events":[{"name":"opened","player_id":"p","time":"{{time}}"}]}""", 1) with { Key = key }).GetProperty("events")[0];
        Assert.Equal(outcome, verdict.GetProperty("outcome").GetString());
        Assert.Equal(code, verdict.TryGetProperty("violations", out var violations) ? violations[0].GetProperty("code").GetString() : "");
    }

    [Fact]
    public void A_clock_that_is_ahead_is_corrected_by_what_sent_at_tells()
    {
        var verdict = Judge(Json("""{"sent_at":"2023-11-15T22:13:20Z","events":[{"name":"opened","player_id":"p","time":"2023-11-15T22:13:10Z"}]}""", 1)).GetProperty("events")[0];
        Assert.Equal("recorded", verdict.GetProperty("outcome").GetString());
        Assert.Equal(-86_400, verdict.GetProperty("clock_offset_s").GetDouble());
        Assert.Equal("2023-11-14T22:13:10.000000Z", verdict.GetProperty("time").GetString());
    }

    private static JsonElement Judge(ReceivedBatch batch)
    {
        using var json = JsonDocument.Parse(new BatchJudge(new Enricher(new EnrichmentOptions()), new ClockRules(new RecorderOptions { StateDirectory = "unused" })).Judge(batch));
        return json.RootElement.Clone();
    }
}
