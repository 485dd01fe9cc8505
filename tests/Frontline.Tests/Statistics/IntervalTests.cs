using System.Globalization;
using System.Text.Json;
using Frontline.Statistics;
using Frontline.Testing;
using Xunit;

namespace Frontline.Tests.Statistics;

public sealed class IntervalTests
{
    /// <summary>From R 4: qnorm(p).</summary>
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-300, -37.0471)]
    [InlineData(0.925, 1.4395314709384563)]
    public void Quantiles_of_the_normal_distribution(double p, double expected) => Assert.Equal(expected, NormalDistribution.Quantile(p), expected < -10 ? 1e-4 : 1e-14);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(p));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Wilsons_interval_stays_within_0_and_1_and_has_a_width(double p)
    {
        var interval = Proportion.Wilson(p, 10, 0.95);
        Assert.InRange(interval.Low, 0, 1);
        Assert.InRange(interval.High, 0, 1);
        Assert.Equal(0.2775327998628892, interval.High - interval.Low, 1e-12); // z² / (n + z²)
    }

    [Fact]
    public void The_published_difficulty_of_levels_is_reached()
    {
        using var reference = JsonDocument.Parse(File.ReadAllBytes(TestEnvironment.RequireShared("reference/statistics.json")));
        var levels = reference.RootElement.GetProperty("tests").EnumerateArray().Single(test => test.GetProperty("id").GetString() == "candy-crush").GetProperty("expected").GetProperty("levels");
        var rows = File.ReadLines(TestEnvironment.RequireShared("data/candy_crush/candy_crush.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => (Player: cells[0], Level: int.Parse(cells[2], CultureInfo.InvariantCulture), Attempts: double.Parse(cells[3], CultureInfo.InvariantCulture), Wins: double.Parse(cells[4], CultureInfo.InvariantCulture)))
            .ToLookup(row => row.Level);

        Assert.Equal(15, levels.GetArrayLength());
        foreach (var level in levels.EnumerateArray())
        {
            var players = rows[level.GetProperty("level").GetInt32()].GroupBy(row => row.Player).Select(player => (X: player.Sum(row => row.Wins), N: player.Sum(row => row.Attempts))).ToList();
            var ratio = new ClusteredRatio(players.Count, players.Sum(p => p.X), players.Sum(p => p.N), players.Sum(p => p.X * p.X), players.Sum(p => p.X * p.N), players.Sum(p => p.N * p.N));
            var wilson = Proportion.Wilson(ratio.Value, ratio.Denominator, 0.95);

            Close(level, "p", ratio.Value);
            Close(level, "se_cluster_player", ratio.StandardError!.Value);
            Close(level, "wilson_lo", wilson.Low);
            Close(level, "wilson_hi", wilson.High);
            var clustered = ratio.OfProportion(0.95)!.Value;
            Assert.True(clustered.Low <= wilson.Low && clustered.High >= wilson.High, "What one player does is not independent: the interval is wider.");
        }

        static void Close(JsonElement level, string name, double value) => Assert.Equal(1, value / level.GetProperty(name).GetDouble(), 1e-9);
    }

    [Fact]
    public void One_cluster_has_no_interval_and_equal_ones_have_no_error()
    {
        Assert.Null(new ClusteredRatio(1, 5, 10, 25, 50, 100).Around(0.95));
        Assert.Equal(0, new ClusteredRatio(3, 15, 30, 75, 150, 300).StandardError);
        Assert.Equal(Proportion.Wilson(0, 4, 0.95), new ClusteredRatio(4, 0, 400, 0, 0, 40_000).OfProportion(0.95));
    }
}
