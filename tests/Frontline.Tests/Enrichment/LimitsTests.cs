using System.Text;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class LimitsTests
{
    [Fact]
    public void An_event_of_just_32_KiB_passes_and_one_byte_more_is_rejected()
    {
        var rest = Event("\"props\":{\"x\":\"\"}").Length;
        Assert.Null(One(Event($"\"props\":{{\"x\":\"{new string('a', (32 * 1024) - rest)}\"}}")).Reject);

        var large = One(Event($"\"props\":{{\"x\":\"{new string('a', (32 * 1024) - rest + 1)}\"}}"));
        Assert.Equal(["event_too_large"], Codes(large));
        Assert.Equal("parse", large.Reject!.Stage);
        Assert.Equal("p1", large.Event.PlayerId);
        Assert.Equal((32 * 1024) + 1, large.Reject.Payload.Length);
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    [InlineData(100_000, true)]
    public void An_event_may_nest_16_deep(int arraysInProps, bool isRejected)
    {
        var item = One(Event($"\"props\":{{\"x\":{new string('[', arraysInProps)}{new string(']', arraysInProps)}}}"));

        Assert.Equal(isRejected, item.Reject is not null);
        if (isRejected) Assert.Contains("too_deep", Codes(item));
    }

    [Theory]
    [InlineData("player_id")]
    [InlineData("event_id")]
    [InlineData("session_id")]
    public void An_id_may_have_256_bytes(string field)
    {
        Assert.Null(One(With(field, new string('a', 256))).Reject);
        Assert.Equal([$"too_long /{field}"], Codes(One(With(field, new string('a', 257)))));
        Assert.Equal([$"too_long /{field}"], Codes(One(With(field, new string('é', 129)))));
        Assert.Null(One(With(field, string.Concat(Enumerable.Repeat("\\u0061", 256)))).Reject);
        Assert.Equal([$"too_long /{field}"], Codes(One(With(field, new string('a', 10_000)))));
    }

    [Fact]
    public void A_name_may_have_64_characters()
    {
        Assert.Null(One(Event("", new string('a', 64))).Reject);
        Assert.Equal(["bad_name /name"], Codes(One(Event("", new string('a', 65)))));
    }

    [Fact]
    public void A_text_over_its_bound_rejects_the_event_but_in_a_context_is_only_put_aside()
    {
        Assert.Equal(["too_long /props/message"], Refuse(Props($"\"message\":\"{new string('a', 8193)}\""), "error"));
        Assert.Equal(["unfit_context"], Accept($"\"device_model\":\"{new string('a', 8193)}\"").Flags);
    }

    [Fact]
    public void A_context_over_its_bound_rejects_the_batch_and_is_kept_once()
    {
        var context = $"\"context\":{{\"x\":\"{new string('a', 8192)}\"}}";
        var items = Enrich(Json($"{{{context},\"events\":[{Event("")},{Event("")}]}}", 2));

        Assert.All(items, item => Assert.Equal(["context_too_large /context"], Codes(item)));
        Assert.Equal($"{{{context}}}", Encoding.UTF8.GetString(items[0].Reject!.BatchContext.Span));
        Assert.Equal(0, items[1].Reject!.BatchContext.Length);
    }

    [Fact]
    public void Without_limits_everything_that_the_receiver_takes_is_taken()
    {
        var item = One(Event($"\"event_id\":\"{new string('a', 10_000)}\",\"props\":{{\"x\":{new string('[', 50)}{new string(']', 50)},\"y\":\"{new string('a', 40_000)}\"}}"), options: Without("limits"));

        Assert.Null(item.Reject);
    }

    [Fact]
    public void The_violations_of_an_event_are_bounded_and_the_rest_is_counted()
    {
        var item = One(Event(string.Concat(Enumerable.Repeat("\"x\":1,", 101)) + "\"y\":1"));

        Assert.Equal(33, item.Reject!.Violations.Count);
        Assert.Equal("more_violations", item.Reject.Violations[^1].Code);
        Assert.StartsWith("68 more", item.Reject.Violations[^1].Message);
    }

    [Fact]
    public void Thousands_of_members_are_compared_in_reasonable_time_and_a_repeated_one_is_found()
    {
        var members = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"\"{i}\":1"));

        Assert.Null(One(Event(members)).Reject);
        Assert.Equal(["duplicate_key /2999"], Refuse(members + ",\"2999\":1"));
    }

    [Fact]
    public void One_bad_event_among_999_good_ones_changes_none_of_them()
    {
        var events = Enumerable.Range(0, 1000).Select(i => Event($"\"sequence\":{i}")).ToArray();
        var good = Enrich(Json($"{{\"events\":[{string.Join(',', events)}]}}", 1000));
        events[500] = "{\"name\":[[[{\"\\ud800\":1}]]],\"props\":[1]}";
        var mixed = Enrich(Json($"{{\"events\":[{string.Join(',', events)}]}}", 1000));

        Assert.All(good, item => Assert.Null(item.Reject));
        Assert.Equal([500], mixed.Where(item => item.Reject is not null).Select(item => item.Receipt.Index));
        foreach (var item in mixed.Where(item => item.Reject is null))
        {
            var expected = good[item.Receipt.Index];
            Assert.Equal((expected.Receipt, expected.Identity, expected.PartitionKey), (item.Receipt, item.Identity, item.PartitionKey));
            Assert.Equivalent(expected.Event, item.Event, strict: true);
        }
    }

    [Theory]
    [InlineData("{\"events\":[{},{}]}", 1)]
    [InlineData("{\"events\":[{}]}", 2)]
    [InlineData("{\"context\":{}}", 1)]
    [InlineData("{\"events\":{}}", 1)]
    [InlineData("[]", 1)]
    public void A_body_that_is_not_what_was_counted_on_arrival_is_damage_not_a_reject(string body, int count) =>
        Assert.Throws<DataDamagedException>(() => Enrich(Json(body, count)));

    [Fact]
    public void Options_that_cannot_be_used_are_refused_with_every_error()
    {
        var options = new EnrichmentOptions
        {
            EventBytesMax = 1,
            DepthMax = 65,
            Steps = new Dictionary<string, bool> { ["trimm"] = false, ["money"] = false, ["normalize-unicode"] = true },
        };

        var errors = options.Validate();

        Assert.Equal(4, errors.Count);
        Assert.Equal("event_bytes_max is 1; it must be 1024 to 1048576.", errors[0]);
        Assert.Equal("depth_max is 65; it must be 3 to 64.", errors[1]);
        Assert.Contains("'normalize-unicode'; the nearest is 'normalise-unicode'", errors[2]);
        Assert.Contains("'trimm'; the nearest is 'trim'", errors[3]);
        Assert.Throws<ArgumentException>(() => new Enricher(options));
        Assert.Empty(new EnrichmentOptions().Validate());
    }

    [Fact]
    public void What_enriching_did_is_counted_from_its_results()
    {
        var items = Enrich(Json($"{{\"events\":[{Event("\"sequence\":\"1\"")},{Event("\"build\":1,\"country\":\"de\"")},{{}},{{\"name\":1}}]}}", 4));
        var batch = new StreamBatch { Position = 0, Game = "g", Key = WriteKeyKind.Dev, ReceivedAt = default, EventCount = 4, Items = items };

        var counts = EnrichmentCounts.Of([batch, batch]);

        Assert.Equal((4, 4), (counts.Events, counts.Rejects));
        Assert.Equal([new("coerced", 4), new("respelled", 2)], counts.Flags);
        Assert.Equal([new("missing", 4), new("wrong_type", 2)], counts.Codes);
    }

    private static string With(string field, string value) =>
        field == "player_id" ? $"{{\"name\":\"a\",\"player_id\":\"{value}\"}}" : Event($"\"{field}\":\"{value}\"");
}
