using System.Text;
using Frontline.Core;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class EnvelopeTests
{
    [Fact]
    public void An_event_has_its_fields_in_columns()
    {
        var item = One("""
            {"name": "purchase", "player_id": "p1", "event_id": "e1", "time": "2026-01-31T12:00:00.123Z", "session_id": "s1", "sequence": 17,
             "props": {"product": "gems", "amount": "1.99", "currency": "USD", "transaction_id": "t1", "shop": {"x": [1, 2]}}, "platform": "ios"}
            """, """ "sent_at": 1769860800456, "context": {"platform": "android", "app_version": "1.2.3-beta+5", "country": "de", "sdk": "x"} """);

        Assert.Null(item.Reject);
        var fields = item.Event;
        Assert.Equal("purchase", fields.Name);
        Assert.Equal("p1", fields.PlayerId);
        Assert.Equal("e1", fields.EventId);
        Assert.Equal("2026-01-31T12:00:00.123000Z", fields.ClientTime.ToString());
        Assert.Equal("2026-01-31T12:00:00.456000Z", fields.SentAt.ToString());
        Assert.Equal("s1", fields.SessionId);
        Assert.Equal(17, fields.Sequence);
        Assert.Equal("gems", fields.Product);
        Assert.Equal(1.99m, fields.Amount);
        Assert.Equal("USD", fields.Currency);
        Assert.Equal("t1", fields.TransactionId);
        Assert.Equal("ios", fields.Platform);
        Assert.Equal("DE", fields.Country);
        Assert.Equal((1, 2, 3), (fields.AppMajor, fields.AppMinor, fields.AppPatch));
        Assert.Equal("""{"shop": {"x": [1, 2]}}""", fields.Props);
        Assert.Equal("""{"context":{"sdk": "x"}}""", fields.Extra);
        Assert.Equal(["respelled"], fields.Flags);
        Assert.True(fields.PlayerMade);
    }

    [Fact]
    public void A_batch_may_be_lines_of_events_with_a_context_in_each()
    {
        var items = Enrich(Ndjson("""
            {"name":"a","player_id":"p","sent_at":1000,"context":{"country":"FR"}}

            {"name":"b","player_id":"q"}
            """, 2));

        Assert.Equal(["a", "b"], items.Select(item => item.Event.Name));
        Assert.Equal(new Timestamp(1_000_000), items[0].Event.SentAt);
        Assert.Equal("FR", items[0].Event.Country);
        Assert.Null(items[1].Event.Country);
    }

    [Theory]
    [InlineData("""{"events":[EVENT],"sent_at":1000,"context":{"country":"FR","x":1}}""")]
    [InlineData("""{"context":{"country":"FR","x":1},"events":[EVENT],"sent_at":1000}""")]
    [InlineData("""{"sent_at":1000,"context":{"country":"FR","x":1},"events":[EVENT]}""")]
    [InlineData("""{"events":[EVENT],"sent_at":1000,"country":"FR","x":1,"context":{"z":[]}, "y":[1]}""")]
    public void A_batch_says_the_same_in_any_order_of_its_members(string body)
    {
        var fields = Assert.Single(Enrich(Json(body.Replace("EVENT", Event("")), 1))).Event;

        Assert.Equal("FR", fields.Country);
        Assert.Equal(new Timestamp(1_000_000), fields.SentAt);
        Assert.Contains("\"x\":1", fields.Extra);
    }

    [Fact]
    public void An_event_wins_over_its_context_and_that_over_the_batchs()
    {
        var fields = Accept("""
            "country":"IT","context":{"country":"ES","build":"2","x":1}
            """, beside: """
            "context":{"country":"FR","build":"1","platform":"ios","x":2,"y":3}
            """);

        Assert.Equal(("IT", "2", "ios"), (fields.Country, fields.Build, fields.Platform));
        Assert.Equal("""{"context":{"x":1,"country":"ES","y":3}}""", fields.Extra);
    }

    [Theory]
    [InlineData("""[1]""", "not_an_object")]
    [InlineData("""null""", "not_an_object")]
    [InlineData("""{}""", "missing /name", "missing /player_id")]
    [InlineData("""{"name":null,"player_id":null}""", "missing /name", "missing /player_id")]
    [InlineData("""{"name":"","player_id":""}""", "empty /name", "empty /player_id")]
    [InlineData("""{"name":1,"player_id":2,"event_id":3}""", "wrong_type /name", "wrong_type /player_id", "wrong_type /event_id")]
    [InlineData("""{"name":"a/b","player_id":"p"}""", "bad_name /name")]
    [InlineData("""{"name":".a","player_id":"p"}""", "bad_name /name")]
    [InlineData("""{"name":"a","player_id":"p","props":[]}""", "wrong_type /props")]
    [InlineData("""{"name":"a","player_id":"p","context":7}""", "wrong_type /context")]
    [InlineData("""{"name":"a","player_id":"p","time":"yesterday","sequence":1.5}""", "bad_time /time", "not_an_integer /sequence")]
    [InlineData("""{"name":"a","player_id":"p","sequence":9223372036854775808}""", "out_of_range /sequence")]
    [InlineData("""{"name":"a","name":"b","player_id":"p"}""", "duplicate_key /name")]
    [InlineData("""{"name":"a","n\u0061me":"b","player_id":"p"}""", "duplicate_key /name")]
    [InlineData("""{"name":"a","player_id":"p","x":1,"x":1}""", "duplicate_key /x")]
    [InlineData("""{"name":"a","player_id":"p","props":{"~/":1,"~/":1}}""", "duplicate_key /props/~0~1")]
    [InlineData("""{"name":"a","player_id":"p","context":{"build":"1","build":"1"}}""", "duplicate_key /context/build")]
    [InlineData("""{"name":"a","player_id":"p","props":{},"props":{}}""", "duplicate_key /props")]
    [InlineData("""{"name":"a","player_id":"\ud800"}""", "lone_surrogate /player_id")]
    [InlineData("""{"name":"a","player_id":"p","props":{"x":{"y":["\udc00"]}}}""", "lone_surrogate /props/x")]
    [InlineData("""{"name":"a","player_id":"p\u0000"}""", "nul_character /player_id")]
    [InlineData("""{"name":"a\u0000b","player_id":"p"}""", "nul_character /name")]
    public void A_bad_event_is_rejected_with_everything_that_is_wrong_with_it(string json, params string[] violations) =>
        Assert.Equal(violations, Codes(One(json)));

    [Fact]
    public void A_reject_keeps_the_event_and_its_context_as_sent()
    {
        var item = One("""{ "name" : 7, "player_id":"p" }""", """ "context": {"build": "1"}, "sent_at": 5 """);

        Assert.Equal("""{ "name" : 7, "player_id":"p" }""", Encoding.UTF8.GetString(item.Reject!.Payload.Span));
        Assert.Equal("""{"context": {"build": "1"},"sent_at": 5}""", Encoding.UTF8.GetString(item.Reject.BatchContext.Span));
        Assert.Equal("validate", item.Reject.Stage);
        Assert.Equal("p", item.Event.PlayerId);
        Assert.Equal("name must be a text; it is the number 7.", item.Reject.Violations[0].Message);
    }

    [Fact]
    public void A_good_event_travels_with_its_bytes_and_its_batchs_context_as_sent_for_the_Recorder_may_refuse_it()
    {
        var items = Enrich(Json("""{"sent_at": 5,"events":[{ "name" : "a", "player_id":"p" },{"name":"b","player_id":"p"}], "context": {"build": "1"}}""", 2));

        Assert.Equal(["""{ "name" : "a", "player_id":"p" }""", """{"name":"b","player_id":"p"}"""], items.Select(item => Encoding.UTF8.GetString(item.Raw.Span)));
        Assert.Equal("""{"sent_at": 5,"context": {"build": "1"}}""", Encoding.UTF8.GetString(items[0].BatchContext.Span));
        Assert.True(items[0].BatchContext.Equals(items[1].BatchContext), "A batch's context should be kept once.");
    }
}
