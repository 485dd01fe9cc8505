using System.Text;
using Frontline.Core.Games;
using Frontline.Receiver;
using Frontline.Receiver.Keys;
using Frontline.Testing.Games;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Receiver;

public sealed class KeyRingTests
{
    private const string Key = "k-0123456789abcdef";

    private static readonly Game Game = new() { Id = "g", Keys = [FixedGameCatalog.Key(Key)] };

    private readonly FixedGameCatalog catalog = new(Game);

    [Theory]
    [InlineData("Bearer " + Key)]
    [InlineData("bearer   " + Key)]
    [InlineData("BEARER " + Key + " ")]
    public void A_bearer_token_is_found(string header) => Assert.Equal("g", Ring().FindByAuthorization(header)?.Game.Id);

    [Theory]
    [InlineData(Key)]
    [InlineData(Key + ":")]
    [InlineData(Key + ":any password: at all")]
    public void The_user_of_basic_authentication_is_found(string credentials) =>
        Assert.Equal("g", Ring().FindByAuthorization("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)))?.Game.Id);

    [Theory]
    [InlineData(Key)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic !!!")]
    [InlineData("Basic Og==")]
    [InlineData("Digest " + Key)]
    public void Anything_else_is_unknown(string header) => Assert.Null(Ring().FindByAuthorization(header));

    [Fact]
    public void A_very_long_credential_is_unknown_without_a_look_up()
    {
        Assert.Null(Ring().FindByAuthorization("Bearer " + new string('x', 5000)));
        Assert.Null(Ring().FindByKey(new string('x', 5000)));
        Assert.Equal(0, catalog.Lookups);
    }

    [Fact]
    public void A_known_key_is_looked_up_once_and_an_unknown_one_every_time()
    {
        var ring = Ring();
        for (var i = 0; i < 5; i++)
            ring.FindByAuthorization("Bearer " + Key);
        Assert.Equal(1, catalog.Lookups);
        for (var i = 0; i < 5; i++)
            ring.FindByAuthorization("Bearer wrong");
        Assert.Equal(6, catalog.Lookups);
    }

    [Fact]
    public void A_change_of_the_catalog_is_seen_by_the_next_request()
    {
        var ring = Ring();
        Assert.False(ring.FindByAuthorization("Bearer " + Key)!.Key.Revoked);
        catalog.Change(Game with { Keys = [FixedGameCatalog.Key(Key, revoked: true)] });
        Assert.True(ring.FindByAuthorization("Bearer " + Key)!.Key.Revoked);
        catalog.Change();
        Assert.Null(ring.FindByAuthorization("Bearer " + Key));
        Assert.Null(ring.FindByKey(Key));
    }

    [Fact]
    public void A_bare_key_and_a_header_are_never_taken_for_each_other()
    {
        var ring = Ring();
        Assert.NotNull(ring.FindByKey(Key));
        Assert.Null(ring.FindByAuthorization(Key));
        Assert.NotNull(ring.FindByAuthorization("Bearer " + Key));
        Assert.Null(ring.FindByKey("Bearer " + Key));
    }

    [Fact]
    public void Many_spellings_of_one_key_do_not_fill_the_memory()
    {
        var ring = Ring();
        for (var i = 0; i < 3 * KeyRing.CredentialsMax; i++)
            Assert.NotNull(ring.FindByAuthorization("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Key}:{i}"))));
        Assert.InRange(ring.Remembered, 1, KeyRing.CredentialsMax);
    }

    [Fact]
    public void A_reload_does_not_refill_a_rate_limit()
    {
        var ring = new KeyRing(catalog, new ReceiverOptions { KeyEventsPerSecond = 1, KeyEventsBurst = 10 }, new FakeTimeProvider());
        Assert.True(ring.FindByKey(Key)!.Limit!.TryTake(10));
        catalog.Change(Game with { TimeZone = "Europe/Berlin" });
        Assert.False(ring.FindByKey(Key)!.Limit!.IsOpen);
    }

    private KeyRing Ring() => new(catalog, new ReceiverOptions(), TimeProvider.System);
}
