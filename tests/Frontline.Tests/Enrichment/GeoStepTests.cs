using System.Net;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Frontline.Enrichment.Geo;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class GeoStepTests
{
    private const string Known = "192.0.2.0";

    [Fact]
    public void A_country_that_was_not_sent_is_filled_in_with_the_region()
    {
        var fields = Locate("");

        Assert.Equal(("GB", """{"enriched":{"region":"GB-ENG"}}"""), (fields.Country, fields.Extra));
        Assert.Equal(["country_from_address"], fields.Flags);
    }

    [Theory]
    [InlineData("gb", "GB", """{"enriched":{"region":"GB-ENG"}}""")]
    [InlineData("DE", "DE", null)]
    [InlineData("Utopia", "Utopia", null)]
    public void A_country_that_was_sent_wins_and_a_region_of_another_is_left_out(string sent, string country, string? extra)
    {
        var fields = Locate($"\"country\":\"{sent}\"");

        Assert.Equal((country, extra), (fields.Country, fields.Extra));
        Assert.DoesNotContain("country_from_address", fields.Flags);
    }

    [Theory]
    [InlineData("\"server\":true")]
    [InlineData("\"source\":\"server\"")]
    public void The_address_of_a_server_says_nothing_of_the_player(string made) => Assert.Null(Locate(made).Country);

    [Theory]
    [InlineData(null)]
    [InlineData("198.51.100.0")]
    [InlineData("no address")]
    public void Without_a_known_address_nothing_is_filled_in(string? address)
    {
        var fields = Locate("", address);

        Assert.Equal((null, null), (fields.Country, fields.Extra));
        Assert.Empty(fields.Flags);
    }

    [Fact]
    public void Switched_off_nothing_is_looked_up_and_no_version_is_noted()
    {
        var geo = new FixedPlace();
        var batch = new Enricher(Without("geo"), geo: geo).Enrich(LogId, 7, Batch("", Known));

        Assert.Null(batch.Items[0].Event.Country);
        Assert.Equal(0, geo.LookUps);
        Assert.False(batch.Versions!.ContainsKey("geo"));
    }

    [Fact]
    public void A_batch_is_looked_up_once_and_notes_the_version()
    {
        var geo = new FixedPlace();
        var enricher = new Enricher(new EnrichmentOptions(), geo: geo);
        var body = $"{{\"context\":{{\"device_id\":\"d\"}},\"events\":[{Event("")},{Event("\"country\":\"DE\"")},{Event("\"mood\":1")},{Event("")}]}}";
        var first = enricher.Enrich(LogId, 7, Json(body, 4) with { RemoteAddress = Known });

        Assert.Equal(1, geo.LookUps);
        Assert.Equal("Test 2026-01-31", first.Versions!["geo"]);
        Assert.Same(first.Versions, enricher.Enrich(LogId, 8, Batch("", Known)).Versions);
        Assert.Equal(
            [
                """{"enriched":{"region":"GB-ENG"},"context":{"device_id":"d"}}""",
                """{"context":{"device_id":"d"}}""",
                """{"mood":1,"enriched":{"region":"GB-ENG"},"context":{"device_id":"d"}}""",
                """{"enriched":{"region":"GB-ENG"},"context":{"device_id":"d"}}""",
            ],
            first.Items.Select(item => item.Event.Extra));
        Assert.Same(first.Items[0].Event.Extra, first.Items[3].Event.Extra);
    }

    [Fact]
    public void A_field_called_enriched_that_was_sent_stays_what_it_is() => Assert.Equal("""{"enriched":1}""", Locate("\"enriched\":1").Extra);

    private static EventFields Locate(string members, string? address = Known) =>
        Assert.Single(new Enricher(new EnrichmentOptions(), geo: new FixedPlace()).Enrich(LogId, 7, Batch(members, address)).Items).Event;

    private static ReceivedBatch Batch(string members, string? address) => Json($"{{\"events\":[{Event(members)}]}}", 1) with { RemoteAddress = address };

    private sealed class FixedPlace : IGeoDatabases, IGeoDatabase
    {
        public int LookUps { get; private set; }

        public IGeoDatabase Current => this;

        public string Version => "Test 2026-01-31";

        public GeoPlace? Find(IPAddress address)
        {
            LookUps++;
            return address.ToString() == Known ? new GeoPlace("GB", "GB-ENG") : null;
        }
    }
}
