using Frontline.Integration.Processes;
using Frontline.Testing;
using Xunit;

namespace Frontline.Integration.Road;

/// <summary>Published data through the whole road, by the mappings in samples/.</summary>
public sealed class RealDataTests
{
    [Fact]
    public async Task The_cdnow_log_gives_its_purchases_revenue_and_customers_identical_rows_included()
    {
        await using var game = await ImportAsync("cdnow", TestEnvironment.RequireShared("data/cdnow/cdnowElog.csv"), "cdnow");

        var purchases = (await game.Server.SqlAsync("select count(*) as n, sum(amount)::varchar as revenue, count(distinct player_key) as customers from purchases"))[0];
        Assert.Equal((6_919, 244_091.94m, 2_357), (purchases.GetProperty("n").GetInt32(), decimal.Parse(purchases.GetProperty("revenue").GetString()!, System.Globalization.CultureInfo.InvariantCulture), purchases.GetProperty("customers").GetInt32()));
        Assert.Equal((6_919, 6_919, 0, 0), await LedgerAsync(game));
    }

    [Fact]
    public async Task Snowplow_mobile_events_give_the_screen_views_sessions_and_users_its_own_models_expect()
    {
        await using var game = await ImportAsync("snowplow", TestEnvironment.RequireShared("data/snowplow_mobile/integration_tests/data/source/snowplow_mobile_events.csv"), "snowplow-mobile");

        Assert.Equal((130, 129, 0, 1), await LedgerAsync(game));
        var sql = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "snowplow-mobile", "screen_views.sql"), TestContext.Current.CancellationToken);
        var counts = (await game.Server.SqlAsync(sql))[0];
        Assert.Equal((77, 7), (counts.GetProperty("screen_views").GetInt32(), counts.GetProperty("sessions").GetInt32()));
        Assert.Equal(4, (await game.Server.SqlAsync("select count(*) as n from players"))[0].GetProperty("n").GetInt32());
    }

    [Theory]
    [InlineData("cdnow", "cdnow_sample.csv", 112, 0)]
    [InlineData("snowplow-mobile", "snowplow_mobile_events_sample.csv", 23, 1)]
    public async Task The_made_up_sample_beside_each_mapping_is_imported_whole(string sample, string file, int recorded, int duplicates)
    {
        await using var game = await ImportAsync("sample", Path.Combine(AppContext.BaseDirectory, "samples", sample, file), sample);

        Assert.Equal((recorded + duplicates, recorded, 0, duplicates), await LedgerAsync(game));
    }

    private static async Task<RunningGame> ImportAsync(string id, string file, string sample)
    {
        var game = await RunningGame.StartAsync(id);
        var import = await FrontlineProcess.RunAsync(["import", id, file, "--map", Path.Combine(AppContext.BaseDirectory, "samples", sample, "mapping.yaml"), "--strict", "--data", game.DataDirectory]);
        Assert.True(import.ExitCode == 0, import.Errors);
        await game.Server.SettleAsync();
        return game;
    }

    private static async Task<(long Received, long Recorded, long Rejected, long Duplicate)> LedgerAsync(RunningGame game)
    {
        var sums = (await game.Server.SqlAsync("select sum(received)::bigint as a, sum(recorded)::bigint as b, sum(rejected)::bigint as c, sum(duplicate)::bigint as d from ledger"))[0];
        return (Number("a"), Number("b"), Number("c"), Number("d"));

        long Number(string name) => sums.GetProperty(name).GetInt64();
    }
}
