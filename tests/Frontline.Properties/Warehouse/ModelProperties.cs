using System.Globalization;
using DuckDB.NET.Data;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Lake.Chain;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Models;
using Xunit;

namespace Frontline.Properties.Warehouse;

/// <summary>
/// Each model equals the same table computed anew from all events, however the events came: late, in many small loads or few large ones, from two chains,
/// around days that have 23 or 25 hours, with merges and refreshes at any moment, and after crashes that left an older copy of the database or none.
/// </summary>
public sealed class ModelProperties
{
    private static readonly string[] Names =
        ["session_start", "session_end", "purchase", "purchase", "refund", "ad_impression", "level_start", "level_start", "level_complete", "level_fail", "experiment_exposure", "attribution", "own_event"];

    private static readonly string?[] Texts = ["a", "b", null];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Models_equal_a_full_rebuild(int seed)
    {
        var random = new Random(seed);
        await using var fixture = new WarehouseFixture(
            new Game { Id = "berlin", Keys = [], TimeZone = "Europe/Berlin", SessionIdleMinutes = 30, SessionCapMinutes = 60 },
            new Game { Id = "st_johns", Keys = [], TimeZone = "America/St_Johns", SessionIdleMinutes = 5 });

        // From every player in a piece of their own to all in one.
        // Days are over, or not yet; then slices are merged from a few rows on.
        fixture.Options = fixture.Options with { RewriteRowsMax = random.Next(3) == 0 ? 500_000 : random.Next(1, 40), MergeRowsMin = random.Next(1, 60) };
        if (random.Next(2) == 0)
        {
            fixture.Time.SetUtcNow(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        var ranges = Ranges(fixture, random);
        var copy = default(string);
        for (var next = 0; next < ranges.Count;)
        {
            switch (random.Next(12))
            {
                case 0:
                    await fixture.Warehouse.RefreshSessionsAsync(WarehouseFixture.Cancellation);
                    break;
                case 1:
                    await fixture.Warehouse.MergeAsync(cancellation: WarehouseFixture.Cancellation);
                    break;
                case 2:
                    copy = await CopyAsync(fixture);
                    break;
                case 3 when random.Next(3) == 0:
                    await RestoreAsync(fixture, copy);
                    break;
                default:
                    await fixture.LoadAsync(ranges[next]);
                    break;
            }

            next = await LoadedAsync(fixture, ranges);
        }

        await fixture.Warehouse.RefreshSessionsAsync(WarehouseFixture.Cancellation);
        if (random.Next(2) == 0)
        {
            await fixture.Warehouse.MergeAsync(cancellation: WarehouseFixture.Cancellation);
        }

        await CompareAsync(fixture, seed);
    }

    public static TheoryData<int> Seeds()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("FRONTLINE_WAREHOUSE_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 12;
        return [.. Enumerable.Range(1, count)];
    }

    /// <summary>Random rows cut at random into the ranges of two chains, in the order in which they are to be loaded.</summary>
    private static List<LoadRange> Ranges(WarehouseFixture fixture, Random random)
    {
        var ranges = new List<LoadRange>();
        var entries = new long[2];
        var receipts = new long[2];
        var loads = random.Next(3, 25);
        for (var load = 0; load < loads; load++)
        {
            var chain = random.Next(2);
            var through = entries[chain] + random.Next(1, 3);
            var rows = new List<TestRow>();
            for (var left = random.Next(0, 60); left > 0; left--)
            {
                rows.Add(Row(random, chain, ++receipts[chain]) with { Entry = random.NextInt64(entries[chain] + 1, through + 1) });
            }

            var log = chain == 0 ? TestLakeFiles.Log : "00000000000b";
            ranges.Add(new LoadRange
            {
                Chain = new ChainId(log, 0),
                After = entries[chain],
                Through = through,
                End = receipts[chain],
                RecordedAt = TestRow.At("2026-01-31T12:00:02Z"),
                Files = [.. rows.Chunk(random.Next(5, 60)).Select(chunk => fixture.Files.Write(Frontline.Lake.DataFileKind.Landing, chunk, log))],
            });
            entries[chain] = through;
        }

        return ranges;
    }

    private static TestRow Row(Random random, int chain, long receipt)
    {
        var name = Names[random.Next(Names.Length)];
        var player = random.Next(1, 6);

        // Around the change to summer time in both zones, most moments near each other, on a coarse grid so that ties and gaps of exactly 30 minutes are common.
        var day = random.Next(10) < 7 ? TestRow.At("2026-03-29T00:00:00Z") : random.Next(2) == 0 ? TestRow.At("2026-03-08T03:00:00Z") : TestRow.At("2026-10-25T00:00:00Z");
        var time = day + TimeSpan.FromMinutes(random.Next(60) * 5) + TimeSpan.FromMicroseconds(random.Next(4) == 0 ? random.Next(-1, 2) : 0);
        var money = name is "purchase" or "refund" or "ad_impression" && random.Next(5) > 0;
        return new TestRow
        {
            Game = random.Next(2) == 0 ? "berlin" : "st_johns",
            WriteKey = random.Next(6) switch { 0 => "dev", 1 => "history", _ => "production" },
            Receipt = receipt,
            ReceiptIndex = random.Next(100),
            PlayerKey = ((long)chain << 40) + player,
            Name = name,
            Time = time,
            Live = random.Next(2) == 0,
            PlayerMade = name is not ("attribution" or "refund") && random.Next(10) > 0,
            RepeatTransaction = name is "purchase" or "refund" && random.Next(3) == 0,
            Platform = Texts[random.Next(3)],
            Country = Texts[random.Next(3)],
            AppVersion = Texts[random.Next(3)],
            InstalledAt = random.Next(4) switch { 0 => time - TimeSpan.FromHours(random.Next(100)), 1 => new Timestamp(0), 2 => time + TimeSpan.FromDays(1), _ => null },
            Amount = money ? random.Next(1, 1000) / 100m : null,
            Currency = money ? "USD" : null,
            TransactionId = Texts[random.Next(3)],
            Level = random.Next(3) == 0 ? null : random.Next(1, 4),
            Score = random.Next(4) switch { 0 => double.NaN, 1 => null, _ => random.NextDouble() },
            Duration = random.Next(5) switch { 0 => double.PositiveInfinity, 1 => -1, 2 => 1e300, _ => random.NextDouble() * 100 },
            Experiment = Texts[random.Next(3)],
            Variant = Texts[random.Next(3)],
            Network = Texts[random.Next(3)],
            Campaign = Texts[random.Next(3)],
            Creative = Texts[random.Next(3)],
        };
    }

    private static async Task<int> LoadedAsync(WarehouseFixture fixture, List<LoadRange> ranges)
    {
        var positions = (await fixture.PositionsAsync()).ToDictionary(position => position.Chain, position => position.Entry);
        var next = 0;
        while (next < ranges.Count && positions.GetValueOrDefault(ranges[next].Chain) >= ranges[next].Through)
        {
            next++;
        }

        return next;
    }

    /// <summary>The database as a crash at this moment would leave it: the file and its write-ahead log.</summary>
    private static async Task<string> CopyAsync(WarehouseFixture fixture)
    {
        _ = await fixture.PositionsAsync();
        var copy = Directory.CreateDirectory(Path.Combine(fixture.Root, Guid.CreateVersion7().ToString())).FullName;
        foreach (var file in Directory.GetFiles(fixture.Options.Directory))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    private static async Task RestoreAsync(WarehouseFixture fixture, string? copy)
    {
        await fixture.CloseAsync();
        Directory.CreateDirectory(fixture.Options.Directory);
        Directory.Delete(fixture.Options.Directory, recursive: true);
        Directory.CreateDirectory(fixture.Options.Directory);
        foreach (var file in copy is null ? [] : Directory.GetFiles(copy))
        {
            File.Copy(file, Path.Combine(fixture.Options.Directory, Path.GetFileName(file)));
        }
    }

    private static async Task CompareAsync(WarehouseFixture fixture, int seed)
    {
        Assert.Null(fixture.Warehouse.Discarded);
        var path = Directory.GetFiles(fixture.Options.Directory, "*.duckdb").Single();
        using var connection = new DuckDBConnection($"DataSource={path}");
        connection.Open();
        foreach (var model in SqlModels.All.Where(model => model.Truth is not null))
        {
            foreach (var (left, right, what) in new[] { ("view", "truth", "is not in the truth"), ("truth", "view", "is missing") })
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"WITH view AS (SELECT * FROM all_data.{model.Name}), truth AS ({model.Truth}) SELECT v::VARCHAR FROM (SELECT * FROM {left} EXCEPT ALL SELECT * FROM {right}) v LIMIT 1";
                var row = command.ExecuteScalar();
                Assert.True(row is null or DBNull, $"Seed {seed}, {model.Name}: {row} {what}.");
            }
        }
    }
}
