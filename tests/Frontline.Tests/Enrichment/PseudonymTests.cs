using System.Security.Cryptography;
using System.Text;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Frontline.Enrichment.Pseudonyms;
using Frontline.Testing.Games;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class PseudonymTests
{
    private const string Secret = "correct horse battery staple, 32 of them";

    private static readonly Game Hiding = new() { Id = "mygame", Keys = [], PseudonymisedFields = ["player_id", "transaction_id", "props.email", "context.device_id"] };

    [Fact]
    public void Values_are_replaced_wherever_their_field_may_stand_and_all_else_stays()
    {
        var body = """
            {"context":{"device_id":"d1","email":"kept"}, "device_id" : "d2", "events":[
              {"name":"a","player_id":"p1","device_id":"d3","context":{"device_id":"d4","n":1},"props":{"email":"e1","player_id":"kept","x":[{"email":"kept"}]}}, 7 ],"sent_at":null}
            """;

        Assert.Equal(
            body.Replace("\"p1\"", Hash("p1"), StringComparison.Ordinal).Replace("\"d1\"", Hash("d1"), StringComparison.Ordinal).Replace("\"d2\"", Hash("d2"), StringComparison.Ordinal)
                .Replace("\"d3\"", Hash("d3"), StringComparison.Ordinal).Replace("\"d4\"", Hash("d4"), StringComparison.Ordinal).Replace("\"e1\"", Hash("e1"), StringComparison.Ordinal),
            Rewrite(Json(body, 2)));
    }

    [Fact]
    public void Lines_are_rewritten_one_by_one() =>
        Assert.Equal(
            $"\r\n{{\"player_id\":{Hash("p1")}}}\n  \n{{\"props\":{{\"email\":{Hash("e")}}}}}",
            Rewrite(Ndjson("\r\n{\"player_id\":\"p1\"}\n  \n{\"props\":{\"email\":\"e\"}}", 2)));

    [Theory]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("\"p\\u0031\"", "p1")]
    [InlineData("\"\\ud800\"", "\ufffd")]
    [InlineData("12", "12")]
    [InlineData("true", "true")]
    [InlineData("{\"a\": [1]}", "{\"a\": [1]}")]
    public void Any_value_is_replaced_but_null_and_the_empty_text(string sent, string? hashed) =>
        Assert.Equal($"{{\"player_id\":{(hashed is null ? sent : Hash(hashed))},\"n\":1}}", Rewrite(Ndjson($"{{\"player_id\":{sent},\"n\":1}}", 1)));

    [Fact]
    public void A_name_with_escapes_is_the_same_name() =>
        Assert.Equal($"{{\"pl\\u0061yer_id\":{Hash("p1")}}}", Rewrite(Ndjson("{\"pl\\u0061yer_id\":\"p1\"}", 1)));

    [Fact]
    public void Nothing_that_is_stored_has_the_value()
    {
        var sent = """{"device_id":"secret-1","events":[{"name":"purchase","player_id":"secret-2","props":{"email":"secret-3","amount":1,"currency":"USD","transaction_id":"secret-4"}},{"name":"purchase","player_id":"secret-5","props":{"email":"secret-6"}}]}""";
        var items = Enrich(Json(sent, 2));

        Assert.Equal(Hash("secret-2").Trim('"'), items[0].Event.PlayerId);
        Assert.Equal(Hash("secret-4").Trim('"'), items[0].Event.TransactionId);
        Assert.Equal($"{{\"email\":{Hash("secret-3")}}}", items[0].Event.Props);
        Assert.Equal($"{{\"context\":{{\"device_id\":{Hash("secret-1")}}}}}", items[0].Event.Extra);
        Assert.NotNull(items[1].Reject);
        Assert.All(items, item => Assert.DoesNotContain("secret", Encoding.UTF8.GetString(item.Raw.Span) + Encoding.UTF8.GetString(item.BatchContext.Span), StringComparison.Ordinal));
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(items[1].Reject!.Payload.Span) + Encoding.UTF8.GetString(items[1].Reject!.BatchContext.Span) + items[1].Event.PlayerId, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_events_are_one_also_by_their_pseudonyms_and_games_share_none()
    {
        var batch = Json($"{{\"events\":[{Event("\"event_id\":\"e1\"")},{Event("\"event_id\":\"e1\"")}]}}", 2);
        var items = Enrich(batch);

        Assert.Equal(items[0].Identity, items[1].Identity);
        Assert.NotEqual(items[0].Event.PlayerId, Enrich(batch with { Game = "other" }, Hiding with { Id = "other" })[0].Event.PlayerId);
    }

    [Fact]
    public void A_replay_has_pseudonyms_already_and_keeps_them() =>
        Assert.Equal("p1", Enrich(Json($"{{\"events\":[{Event("")}]}}", 1) with { Replay = new ReplayedRejects(LogId, 1, [0], [0]) })[0].Event.PlayerId);

    [Fact]
    public void A_test_device_is_listed_as_it_is_sent() =>
        Assert.Equal(["test_device"], Enrich(Json($"{{\"events\":[{Event("")}]}}", 1), Hiding with { TestDevices = ["p1"] })[0].Event.Flags);

    [Fact]
    public void Switched_off_values_stay() =>
        Assert.Equal("p1", Enrich(Json($"{{\"events\":[{Event("")}]}}", 1), options: Without("pseudonymise"))[0].Event.PlayerId);

    [Fact]
    public void Without_a_secret_no_event_passes() =>
        Assert.Throws<InvalidOperationException>(() => Enrich(Json($"{{\"events\":[{Event("")}]}}", 1), options: new EnrichmentOptions()));

    [Theory]
    [InlineData("player_id", null)]
    [InlineData("message", null)]
    [InlineData("props.email", null)]
    [InlineData("context.advertising_id", null)]
    [InlineData("player", "'player' is no text field of an event. Did you mean 'player_id'? Fields of your own are written props.player or context.player.")]
    [InlineData("name", "'name' cannot be pseudonymised: the platform goes by what it says.")]
    [InlineData("props.amount", "'props.amount' cannot be pseudonymised: the platform goes by what it says.")]
    [InlineData("context.platform", "'context.platform' cannot be pseudonymised: the platform goes by what it says.")]
    [InlineData("props.", "'props.' names no field.")]
    public void A_name_that_is_no_field_is_a_fault(string name, string? fault) => Assert.Equal(fault, PseudonymField.FaultOf(name));

    [Fact]
    public void A_short_secret_is_an_error() =>
        Assert.Equal(["pseudonym_secret is shorter than 32 characters."], new EnrichmentOptions { PseudonymSecret = new string('x', 31) }.Validate());

    private static IReadOnlyList<StreamItem> Enrich(ReceivedBatch batch, Game? game = null, EnrichmentOptions? options = null) =>
        new Enricher(options ?? new EnrichmentOptions { PseudonymSecret = Secret }, games: new FixedGameCatalog(game ?? Hiding)).Enrich(LogId, 7, batch).Items;

    private static string Rewrite(ReceivedBatch batch) =>
        Encoding.UTF8.GetString(new Pseudonymiser(Secret, "mygame", Hiding.PseudonymisedFields.Select(PseudonymField.Of)).Rewrite(batch).Span);

    private static string Hash(string value)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), "mygame"u8);
        return $"\"{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value)))}\"";
    }
}
