using System.Runtime.CompilerServices;
using Frontline.Pipeline.Keyed;
using Xunit;

namespace Frontline.Tests.Pipeline;

public sealed class IdentityFilterTests
{
    private const uint Hour = 500_000;

    [Fact]
    public void What_was_added_is_never_denied_and_few_others_are_claimed()
    {
        var random = new Random(7);
        var filter = new IdentityFilter();
        var added = Keys(random, 300_000);
        foreach (var key in added)
        {
            if (filter.IsFull)
            {
                filter.Grow(filter.NextBytes);
            }

            filter.Add(key);
        }

        Assert.All(added, key => Assert.True(filter.MayContain(key)));
        var claimed = Keys(random, 100_000).Count(filter.MayContain);
        Assert.InRange(claimed, 1, 3_000);
    }

    [Fact]
    public void A_full_filter_takes_no_further_key()
    {
        var filter = new IdentityFilter();
        Assert.Throws<InvalidOperationException>(() => filter.Add(1));
    }

    [Fact]
    public void Within_any_budget_a_key_of_an_hour_is_never_denied()
    {
        foreach (var budget in (long[])[0, 1_024, 10_000, 100_000])
        {
            var random = new Random(11);
            var filters = new IdentityFilters(budget);
            var added = new List<(uint Hour, UInt128 Key)>();
            for (uint hour = 0; hour < 20; hour++)
            {
                filters.Begin(Hour + hour);
                foreach (var key in Keys(random, 2_000))
                {
                    filters.Add(Hour + hour, key);
                    added.Add((Hour + hour, key));
                    Assert.InRange(filters.Bytes, 0, budget);
                }
            }

            Assert.All(added, pair => Assert.True(filters.MayContain(pair.Hour, pair.Key)));
        }
    }

    [Fact]
    public void The_hour_that_began_last_keeps_its_filter_longest()
    {
        var random = new Random(13);
        var filters = new IdentityFilters(10_000);
        filters.Begin(Hour);
        filters.Begin(Hour + 1);
        foreach (var key in Keys(random, 2_500))
        {
            filters.Add(Hour, key);
            filters.Add(Hour + 1, key);
        }

        var others = Keys(random, 1_000);
        Assert.Equal(1_000, others.Count(key => filters.MayContain(Hour, key)));
        Assert.InRange(others.Count(key => filters.MayContain(Hour + 1, key)), 0, 50);
    }

    [Fact]
    public void An_hour_that_had_keys_before_is_asked_of_the_state()
    {
        var filters = new IdentityFilters(1 << 20);
        filters.Begin(Hour);
        Assert.False(filters.MayContain(Hour, 1));
        filters.Drop(Hour);
        Assert.True(filters.MayContain(Hour, 1));
        Assert.True(filters.MayContain(Hour + 1, 1));
    }

    private static List<UInt128> Keys(Random random, int count)
    {
        var keys = new List<UInt128>(count);
        Span<byte> bytes = stackalloc byte[Unsafe.SizeOf<UInt128>()];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            keys.Add(Unsafe.ReadUnaligned<UInt128>(ref bytes[0]));
        }

        return keys;
    }
}
