using System.Globalization;
using Apache.Arrow;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Embedded.Files;
using Frontline.Lake.Chain;
using Frontline.Live;
using Frontline.Warehouse;
using Frontline.Warehouse.DuckDb;
using Frontline.Warehouse.Loading;
using Frontline.Warehouse.Queries;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Warehouse.Support;

/// <summary>A warehouse in a directory of its own, and files to load into it.</summary>
internal sealed class WarehouseFixture : IAsyncDisposable
{
    public static readonly ChainId Chain = new(TestLakeFiles.Log, 0);

    private readonly string root = Directory.CreateTempSubdirectory("frontline-warehouse-").FullName;
    private DuckDbWarehouse? warehouse;

    public WarehouseFixture(params IReadOnlyList<Game> games)
    {
        Games = new TestGames(games.Count > 0 ? games : [new Game { Id = "g", Keys = [] }]);
        Directory.CreateDirectory(LakeDirectory);
        Files = new TestLakeFiles(LakeDirectory);
        Options = new WarehouseOptions { Directory = Path.Combine(root, "warehouse"), ReadableDirectories = [LakeDirectory], Threads = 1, MemoryLimitMiB = 256 };
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public WarehouseOptions Options { get; set; }

    public TestGames Games { get; }

    public GameCalendar Calendar { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

    public TestLakeFiles Files { get; }

    public string LakeDirectory => Path.Combine(root, "lake");

    public string Root => root;

    public DuckDbWarehouse Warehouse => warehouse ??= DuckDbWarehouse.Open(Options, new PhysicalFileSystem(), Games, Calendar, Time);

    /// <summary>Closes the warehouse; the next use opens it again.</summary>
    public async Task CloseAsync()
    {
        if (warehouse is not null)
        {
            await warehouse.DisposeAsync();
            warehouse = null;
        }
    }

    /// <summary>Loads rows as one landing file and one entry.</summary>
    public async Task LoadAsync(params TestRow[] rows)
    {
        var after = await PositionsAsync() is [var position, ..] ? position.Entry : 0;
        await LoadAsync(Range(after, after + 1, Files.Landing([.. rows.Select(row => row with { Entry = after + 1 })])));
    }

    public Task LoadAsync(LoadRange range) => Warehouse.LoadAsync(range, Cancellation);

    public ValueTask<IReadOnlyList<LoadedPosition>> PositionsAsync() => Warehouse.PositionsAsync(Cancellation);

    public static LoadRange Range(long after, long through, params LoadFile[] files) => new()
    {
        Chain = Chain,
        After = after,
        Through = through,
        Sha256 = through.ToString("x64", CultureInfo.InvariantCulture),
        End = through,
        RecordedAt = TestRow.At("2026-01-31T12:00:02Z"),
        Files = files,
    };

    /// <summary>All rows of a query as text, cells joined by '|'.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql, string? game = null, Knowledge? knowledge = null)
    {
        await using var result = await Warehouse.QueryAsync(sql, new QueryOptions { Game = game, Knowledge = knowledge }, Cancellation);
        var rows = new List<string>();
        while (await result.ReadAsync(Cancellation) is { } batch)
        {
            using (batch)
            {
                for (var row = 0; row < batch.Length; row++)
                {
                    rows.Add(string.Join('|', batch.Arrays.Select(column => Cell(column, row))));
                }
            }
        }

        return rows;
    }

    public async Task<string> ValueAsync(string sql, string? game = null) => Assert.Single(await RowsAsync(sql, game));

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Files.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private static string Cell(IArrowArray column, int row) => column.IsNull(row) ? "NULL" : column switch
    {
        StringArray text => text.GetString(row),
        BooleanArray flag => flag.GetValue(row)!.Value ? "true" : "false",
        Decimal128Array number => number.GetString(row),
        Date32Array date => date.GetDateOnly(row)!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimestampArray moment => new Timestamp(moment.Values[row]).ToString(),
        DoubleArray number => number.GetValue(row)!.Value.ToString("R", CultureInfo.InvariantCulture),
        Int16Array number => number.GetValue(row)!.Value.ToString(CultureInfo.InvariantCulture),
        Int32Array number => number.GetValue(row)!.Value.ToString(CultureInfo.InvariantCulture),
        Int64Array number => number.GetValue(row)!.Value.ToString(CultureInfo.InvariantCulture),
        _ => column.GetType().Name,
    };
}
