using Frontline.Core.Events;
using Xunit;

namespace Frontline.Tests;

public sealed class IdentityTests
{
    [Fact]
    public void Fields_cannot_run_into_each_other() =>
        Assert.NotEqual(Identity.OfEventId("g", "ab", "c"), Identity.OfEventId("g", "a", "bc"));

    [Fact]
    public void The_same_event_id_of_two_players_is_two_events() =>
        Assert.NotEqual(Identity.OfEventId("g", "p1", "e"), Identity.OfEventId("g", "p2", "e"));

    [Fact]
    public void Equal_events_in_one_batch_are_told_apart_by_their_occurrence() =>
        Assert.NotEqual(Identity.OfContent("g", "p", "{}"u8, 0), Identity.OfContent("g", "p", "{}"u8, 1));

    [Fact]
    public void A_long_id_hashes_like_a_short_one()
    {
        var id = new string('x', 10_000);

        Assert.Equal(Identity.OfEventId("g", id, "e"), Identity.OfEventId("g", new string('x', 10_000), "e"));
        Assert.NotEqual(Identity.OfEventId("g", id, "e"), Identity.OfEventId("g", id + "x", "e"));
    }

    /// <summary>Stored keys depend on these values: a change would let every event of the dedupe window count twice.</summary>
    [Fact]
    public void Identities_never_change() =>
        Assert.Equal("2872925b8be7867828e241e8b5ade62d", Identity.OfEventId("mygame", "p1", "5f0c7a52-7a1f-4d3b-9f0e-2f4b7a1c9d10").ToString("x32"));
}
