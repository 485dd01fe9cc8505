using Frontline.Demo;
using Xunit;

namespace Frontline.Tests.Demo;

/// <summary>How history is cut into passes.</summary>
public sealed class DemoPassTests
{
    private const long Day = 24 * 60 * 60 * 1000;

    [Theory]
    [InlineData(180, new long[] { 90, 150, 180 })]
    [InlineData(90, new long[] { 60, 90 })]
    [InlineData(20, new long[] { 20 })]
    public void The_older_goes_before_the_younger(long days, long[] ends)
    {
        Assert.Equal(ends, Ends(long.MinValue, 0, days * Day));
    }

    [Fact]
    public void Who_went_away_for_a_while_goes_on_there() => Assert.Equal([170, 200], Ends(160 * Day, 0, 200 * Day));

    [Fact]
    public void A_game_that_began_today_has_an_empty_pass()
    {
        var pass = DemoPass.Next(long.MinValue, 100, 50);

        Assert.Equal((long.MinValue, 50, 0), (pass.FromMillis, pass.UntilMillis, pass.PlayersDone));
    }

    /// <summary>Days at which the passes end.</summary>
    private static List<long> Ends(long sent, long start, long until)
    {
        var ends = new List<long>();
        for (var last = sent; last < until; last = ends[^1] * Day)
        {
            var pass = DemoPass.Next(last, start, until);
            Assert.Equal((last, 0), (pass.FromMillis, pass.PlayersDone));
            ends.Add(pass.UntilMillis / Day);
        }

        return ends;
    }
}
