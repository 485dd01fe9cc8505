using System.Text;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class IdentityTests
{
    [Fact]
    public void An_event_id_is_the_identity_within_game_and_player()
    {
        var item = One("""{"name":"a","player_id":" \u00e9","event_id":"e\n"}""");

        Assert.Equal(Identity.OfEventId("mygame", " é", "e\n"), item.Identity);
        Assert.Equal(Identity.PartitionKey("mygame", " é"), item.PartitionKey);
        Assert.Equal(new Receipt(LogId, 7, 0, 1), item.Receipt);
    }

    [Fact]
    public void Without_an_event_id_but_with_a_time_it_is_the_bytes_and_their_occurrence()
    {
        var sent = Event("\"time\":5");
        var items = Enrich(Json($"{{\"events\":[{sent}, {sent},{Event("\"time\": 5")},{sent}]}}", 4));

        Assert.Equal(Identity.OfContent("mygame", "p1", Encoding.UTF8.GetBytes(sent), 0), items[0].Identity);
        Assert.Equal(Identity.OfContent("mygame", "p1", Encoding.UTF8.GetBytes(sent), 1), items[1].Identity);
        Assert.Equal(Identity.OfContent("mygame", "p1", Encoding.UTF8.GetBytes(sent), 2), items[3].Identity);
        Assert.Equal(4, items.Select(item => item.Identity).Distinct().Count());
    }

    [Fact]
    public void A_batch_sent_again_has_the_same_identities_in_JSON_and_in_lines()
    {
        var sent = Event("\"time\":5");
        var json = Enrich(Json($"{{\"events\":[{sent},{sent}]}}", 2));
        var lines = Enrich(Ndjson($"{sent}\r\n \r\n\t{sent} ", 2));

        Assert.Equal(json.Select(item => item.Identity), lines.Select(item => item.Identity));
    }

    [Fact]
    public void Without_id_and_time_every_copy_counts()
    {
        var items = Enrich(Json($"{{\"events\":[{Event("")},{Event("\"time\":null,\"event_id\":null")}]}}", 2));

        Assert.Equal(Identity.OfReceipt(LogId, 7, 0), items[0].Identity);
        Assert.Equal(Identity.OfReceipt(LogId, 7, 1), items[1].Identity);
    }

    [Fact]
    public void An_imported_event_without_id_is_its_row()
    {
        var batch = Ndjson($"{Event("\"time\":5")}\n{Event("\"event_id\":\"e\"")}", 2) with { Import = new ImportRange("c0ffee", "", 10, 12, [10, 11], [0, 3]) };
        var items = Enrich(batch);

        Assert.Equal(Identity.OfImport("mygame", "c0ffee", 10, 0), items[0].Identity);
        Assert.Equal(Identity.OfEventId("mygame", "p1", "e"), items[1].Identity);
        Assert.Equal((11L, 3), (items[1].ImportRow, items[1].ImportNumber));
    }

    [Fact]
    public void Switching_every_step_off_changes_no_identity_and_no_partition()
    {
        var body = Json($"{{\"events\":[{Event("\"event_id\":\" e \"")},{Event("\"time\":\"5\"")},{Event($"\"event_id\":\"{new string('a', 300)}\"")}]}}", 3);
        var off = new Frontline.Enrichment.EnrichmentOptions { Steps = Frontline.Enrichment.Steps.StepNames.All.ToDictionary(name => name, _ => false) };

        Assert.Equal(Enrich(body).Select(item => (item.Identity, item.PartitionKey)), Enrich(body, off).Select(item => (item.Identity, item.PartitionKey)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"player_id\":7}")]
    [InlineData("{\"player_id\":\"\\ud800\"}")]
    public void A_reject_without_a_readable_player_is_partitioned_by_receipt(string json)
    {
        var item = One(json);

        Assert.Equal(UInt128.Zero, item.Identity);
        Assert.Equal((ulong)(Identity.OfReceipt(LogId, 7, 0) >> 64), item.PartitionKey);
    }

    [Fact]
    public void A_reject_with_a_player_stays_with_that_player() =>
        Assert.Equal(Identity.PartitionKey("mygame", "p1"), One(Event("\"event_id\":7")).PartitionKey);

    [Fact]
    public void A_replay_has_the_identity_that_the_event_would_have_had()
    {
        var (timed, timeless, named) = (Event("\"time\":5"), Event(""), Event("\"event_id\":\"e\""));
        var sent = Json($"{{\"events\":[{timed},{timed},{timeless},{named}]}}", 4);
        var originals = Enrich(sent);
        var replayed = new Frontline.Enrichment.Enricher(new Frontline.Enrichment.EnrichmentOptions()).Enrich("ba9876543210", position: 1, Json($"{{\"events\":[{timed},{timeless},{named}]}}", 3) with { Replay = new ReplayedRejects(LogId, 7, [1, 2, 3], [1, 0, 0]) });

        Assert.Equal(originals.Skip(1).Select(item => item.Identity), replayed.Items.Select(item => item.Identity));
        Assert.Equal($"{LogId}-7-1", replayed.Replay!.IdOf(0).ToString());
    }
}
