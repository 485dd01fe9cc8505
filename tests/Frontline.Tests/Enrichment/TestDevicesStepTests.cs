using Frontline.Core.Games;
using Frontline.Enrichment;
using Frontline.Testing.Games;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class TestDevicesStepTests
{
    private static readonly Game Listing = new() { Id = "mygame", Keys = [], TestDevices = ["p1", "dev-7"] };

    [Theory]
    [InlineData("p1", "", "")]
    [InlineData("p2", "\"device_id\":\"dev-7\"", "")]
    [InlineData("p2", "\"install_id\":\"dev\\u002d7\"", "")]
    [InlineData("p2", "\"context\":{\"device_id\":\"dev-7\"}", "")]
    [InlineData("p2", "", "\"context\":{\"install_id\":\"dev-7\"},")]
    [InlineData("p2", "", "\"device_id\":\"dev-7\",")]
    public void A_listed_player_device_or_install_is_flagged(string player, string members, string beside) => Assert.Equal(["test_device"], Flags(player, members, beside));

    [Theory]
    [InlineData("P1", "", "")]
    [InlineData("p2", "\"device\":\"dev-7\"", "")]
    [InlineData("p2", "\"device_id\":\"dev-8\"", "")]
    [InlineData("p2", "\"props\":{\"device_id\":\"dev-7\"}", "")]
    public void Others_are_not(string player, string members, string beside) => Assert.Empty(Flags(player, members, beside));

    [Fact]
    public void Another_game_has_its_own_list() => Assert.Empty(Flags("p1", "", "", game: Listing with { Id = "other" }));

    [Fact]
    public void A_list_that_changes_counts_from_then_on()
    {
        var games = new FixedGameCatalog(Listing with { TestDevices = [] });
        var enricher = new Enricher(new EnrichmentOptions(), games: games);
        var batch = Json($"{{\"events\":[{Event("")}]}}", 1);
        Assert.Empty(enricher.Enrich(LogId, 7, batch).Items[0].Event.Flags);

        games.Change(Listing);

        Assert.Equal(["test_device"], enricher.Enrich(LogId, 8, batch).Items[0].Event.Flags);
    }

    [Fact]
    public void Switched_off_nobody_is_flagged() => Assert.Empty(Flags("p1", "", "", options: Without("test-devices")));

    private static IReadOnlyList<string> Flags(string player, string members, string beside, Game? game = null, EnrichmentOptions? options = null) =>
        new Enricher(options ?? new EnrichmentOptions(), games: new FixedGameCatalog(game ?? Listing))
            .Enrich(LogId, 7, Json($"{{{beside}\"events\":[{{\"name\":\"opened\",\"player_id\":\"{player}\"{(members.Length > 0 ? "," + members : "")}}}]}}", 1))
            .Items[0].Event.Flags;
}
