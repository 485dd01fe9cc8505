using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Lake;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Xunit;

namespace Frontline.Tests.Warehouse;

public sealed class LoadTests
{
    [Fact]
    public async Task A_landing_file_is_seen_as_events_of_their_reporting_day()
    {
        await using var fixture = new WarehouseFixture(new Game { Id = "g", Keys = [], TimeZone = "America/New_York" });
        await fixture.LoadAsync(
            new TestRow { Time = TestRow.At("2026-03-08T04:59:59Z"), EventUuidHex = "000102030405060708090a0b0c0d0e0f" },
            new TestRow { Time = TestRow.At("2026-03-08T05:00:00Z"), EventId = "e2", ReceiptIndex = 1 },
            new TestRow { Time = TestRow.At("2026-03-09T03:59:59Z"), EventId = "e3", ReceiptIndex = 2 },
            new TestRow { Time = TestRow.At("2026-03-09T04:00:00Z"), EventId = "e4", ReceiptIndex = 3 });

        Assert.Equal(
            ["2026-03-07|00010203-0405-0607-0809-0a0b0c0d0e0f", "2026-03-08|e2", "2026-03-08|e3", "2026-03-09|e4"],
            await fixture.RowsAsync("SELECT day, event_id FROM events ORDER BY time"));
    }

    [Fact]
    public async Task Rejects_go_to_their_own_table_and_duplicates_to_none()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(
            new TestRow(),
            new TestRow { Outcome = 1, Codes = "missing_amount,bad_currency", PayloadHex = "7b7d", ContextHex = "7b2273656e745f6174223a357d", Receipt = 7, ReceiptIndex = 2 },
            new TestRow { Outcome = 1, Codes = "not_utf8", PayloadHex = "ff", Receipt = 7, ReceiptIndex = 3 },
            new TestRow { Outcome = 2 });

        Assert.Equal("1", await fixture.ValueAsync("SELECT count(*) FROM events"));
        Assert.Equal(
            ["00000000000a-7-2|missing_amount+bad_currency|{}|{\"sent_at\":5}", "00000000000a-7-3|not_utf8|\\xFF|"],
            await fixture.RowsAsync("SELECT reject_id, array_to_string(codes, '+'), payload, coalesce(context, '') FROM rejects ORDER BY reject_id"));
    }

    [Fact]
    public async Task Rows_of_dev_keys_are_left_out_except_in_all_data()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow(), new TestRow { WriteKey = "dev", PlayerKey = 2 }, new TestRow { WriteKey = "import", PlayerKey = 3 });

        Assert.Equal(["1", "3"], await fixture.RowsAsync("SELECT player_key FROM players ORDER BY 1"));
        Assert.Equal(["1|false", "2|true", "3|false"], await fixture.RowsAsync("SELECT player_key, test FROM all_data.players ORDER BY 1"));
        Assert.Equal("2", await fixture.ValueAsync("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task Rows_of_test_devices_and_bots_are_left_out_except_in_all_data()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(
            new TestRow { Flags = "robot,server" }, new TestRow { Flags = "bot,trimmed", PlayerKey = 2 }, new TestRow { Flags = "coerced,test_device", PlayerKey = 3 }, new TestRow { PlayerKey = 4 });

        Assert.Equal(["1", "4"], await fixture.RowsAsync("SELECT player_key FROM players ORDER BY 1"));
        Assert.Equal(["1|false", "2|true", "3|true", "4|false"], await fixture.RowsAsync("SELECT player_key, test FROM all_data.events ORDER BY 1"));
    }

    [Fact]
    public async Task A_player_has_the_campaign_of_the_first_attribution_that_tells_one()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(
            new TestRow { Time = TestRow.At("2026-01-31T10:00:00Z"), Name = "ad_impression", Network = "shown" },
            new TestRow { Time = TestRow.At("2026-01-31T10:00:00Z"), Name = "attribution", PlayerMade = false, Receipt = 1 },
            new TestRow { Time = TestRow.At("2026-01-31T12:00:00Z"), Name = "attribution", PlayerMade = false, Receipt = 2, Network = "second", Campaign = "c2", Creative = "v2" },
            new TestRow { PlayerKey = 2, Receipt = 3 });
        Assert.Equal(["1|second|c2|v2", "2|NULL|NULL|NULL"], await PlayersAsync());

        await fixture.LoadAsync(new TestRow { Entry = 2, Time = TestRow.At("2026-01-31T11:00:00Z"), Name = "attribution", PlayerMade = false, Receipt = 4, Network = "organic" });
        Assert.Equal(["1|organic|NULL|NULL", "2|NULL|NULL|NULL"], await PlayersAsync());

        Task<IReadOnlyList<string>> PlayersAsync() => fixture.RowsAsync("SELECT player_key, network, campaign, creative FROM players ORDER BY 1");
    }

    [Fact]
    public async Task A_game_sees_only_its_own_rows_in_every_table()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow { Game = "one" }, new TestRow { Game = "two", PlayerKey = 2 }, new TestRow { Game = "two", Outcome = 1, Codes = "x", PayloadHex = "7b7d" });

        foreach (var table in new[] { "events", "all_data.events", "players", "player_days" })
        {
            Assert.Equal("one", await fixture.ValueAsync($"SELECT DISTINCT game FROM {table}", game: "one"));
        }

        Assert.Equal("0", await fixture.ValueAsync("SELECT count(*) FROM rejects", game: "one"));
        Assert.Equal("2", await fixture.ValueAsync("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task A_range_that_does_not_follow_the_last_one_is_refused()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow());

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.LoadAsync(WarehouseFixture.Range(0, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.LoadAsync(WarehouseFixture.Range(2, 3)));
        Assert.Equal("1|1", await fixture.ValueAsync("SELECT first_entry, last_entry FROM loads"));
    }

    [Fact]
    public async Task A_file_that_holds_other_rows_than_the_chain_says_leaves_nothing_behind()
    {
        await using var fixture = new WarehouseFixture();
        var file = fixture.Files.Landing(new TestRow(), new TestRow { ReceiptIndex = 1 });
        var range = WarehouseFixture.Range(0, 1, file with { File = file.File with { Events = 3 } });

        await Assert.ThrowsAsync<DataDamagedException>(() => fixture.LoadAsync(range));

        Assert.Empty(await fixture.PositionsAsync());
        Assert.Equal("0|0|0", await fixture.ValueAsync("SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM players), (SELECT count(*) FROM loads)"));
        await fixture.LoadAsync(new TestRow());
        Assert.Equal("1", await fixture.ValueAsync("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task A_missing_file_is_a_load_exception_and_leaves_nothing_behind()
    {
        await using var fixture = new WarehouseFixture();
        var file = fixture.Files.Landing(new TestRow());
        File.Delete(file.Path);

        await Assert.ThrowsAsync<LoadException>(() => fixture.LoadAsync(WarehouseFixture.Range(0, 1, file)));
        Assert.Empty(await fixture.PositionsAsync());
    }

    [Fact]
    public async Task Of_a_sealed_file_only_rows_of_the_range_are_taken_and_its_missing_columns_are_null()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow());
        var file = fixture.Files.Write(
            DataFileKind.Events, [new TestRow { Entry = 1 }, new TestRow { Entry = 2, ReceiptIndex = 1 }, new TestRow { Entry = 3, ReceiptIndex = 2 }], TestLakeFiles.Log);

        await fixture.LoadAsync(WarehouseFixture.Range(1, 2, file));
        await fixture.LoadAsync(WarehouseFixture.Range(2, 3, file));

        Assert.Equal(["1", "2", "3"], await fixture.RowsAsync("SELECT entry FROM events ORDER BY entry"));
    }

    [Fact]
    public async Task Counts_add_up_in_the_ledger_until_a_checkpoint_replaces_them()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(WarehouseFixture.Range(0, 1) with { Counts = [new LedgerCount("g", 60, 10, 7, 2, 1, 0)] });
        await fixture.LoadAsync(WarehouseFixture.Range(1, 2) with { Counts = [new LedgerCount("g", 60, 5, 4, 0, 0, 0)] });
        Assert.Equal("1970-01-01T01:00:00.000000Z|15|11|2|1|0|false", await fixture.ValueAsync("SELECT minute, received, recorded, rejected, duplicate, erased, even FROM ledger"));

        await fixture.LoadAsync(WarehouseFixture.Range(2, 9) with { Counts = [new LedgerCount("g", 60, 16, 12, 2, 1, 1)], ReplacesLedger = true });
        Assert.Equal("16|12|2|1|1|true", await fixture.ValueAsync("SELECT received, recorded, rejected, duplicate, erased, even FROM ledger"));
    }

    [Fact]
    public async Task A_reopened_warehouse_goes_on_where_it_was()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow());
        await fixture.CloseAsync();

        var position = Assert.Single(await fixture.PositionsAsync());
        Assert.Equal(new LoadedPosition(WarehouseFixture.Chain, 1, 1.ToString("x64", null), 1), position);
        await fixture.LoadAsync(new TestRow { ReceiptIndex = 1 });
        Assert.Equal("2", await fixture.ValueAsync("SELECT events FROM players"));
    }

    [Fact]
    public async Task A_damaged_database_is_thrown_away_and_said_so()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow());
        await fixture.CloseAsync();
        await File.WriteAllBytesAsync(Directory.GetFiles(fixture.Options.Directory, "*.duckdb").Single(), new byte[100_000], TestContext.Current.CancellationToken);

        Assert.Empty(await fixture.PositionsAsync());
        Assert.Contains("could not be opened", fixture.Warehouse.Discarded, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(fixture.Options.Directory, "*.duckdb"));
    }
}
