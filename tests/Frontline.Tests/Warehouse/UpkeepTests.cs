using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse;
using Frontline.Warehouse.DuckDb;
using Xunit;

namespace Frontline.Tests.Warehouse;

/// <summary>Upkeep that fails harms nothing: not the pieces behind it, and not what the writer knows of its tables.</summary>
public sealed class UpkeepTests : IAsyncLifetime
{
    private const string TooMuch = "CREATE TEMP TABLE too_much AS SELECT list(i) AS numbers FROM range(100000000) AS t(i)";

    private readonly WarehouseFixture fixture = new();
    private DuckDbDatabase database = null!;
    private DuckDbLoadTarget target = null!;

    public ValueTask InitializeAsync()
    {
        fixture.Options = fixture.Options with { MemoryLimitMiB = 64 };
        Directory.CreateDirectory(fixture.Options.Directory);
        database = DuckDbDatabase.Open(Path.Combine(fixture.Options.Directory, "upkeep.duckdb"), fixture.Options);
        target = new DuckDbLoadTarget(database, fixture.Games, fixture.Calendar, fixture.Time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        target.Dispose();
        database.Dispose();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_piece_that_does_not_fit_is_told_and_the_others_are_done()
    {
        var between = 0;
        var work = new PieceWork(target, _ =>
        {
            between++;
            return Task.CompletedTask;
        });

        await work.DoAsync(connection => connection.Execute(TooMuch), WarehouseFixture.Cancellation);
        await work.DoAsync(connection => connection.Execute("CREATE TEMP TABLE fits AS SELECT 1 AS number"), WarehouseFixture.Cancellation);

        var error = Assert.Throws<UpkeepException>(() => work.ThrowIfIncomplete("Models are not merged", fixture.Options));
        Assert.StartsWith("Models are not merged: 1 piece did not fit the 64 MiB", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, between);
        Assert.Equal(1, await target.ReadAsync(connection => connection.Scalar("SELECT number FROM fits"), WarehouseFixture.Cancellation));
    }

    [Fact]
    public async Task An_error_between_pieces_is_not_taken_for_one_of_the_pieces()
    {
        var work = new PieceWork(target, _ => throw new InvalidOperationException("a load"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => work.DoAsync(connection => connection.Execute("SELECT 1"), WarehouseFixture.Cancellation));
        work.ThrowIfIncomplete("Models are not merged", fixture.Options);
    }

    [Fact]
    public async Task Nothing_more_is_done_on_a_database_that_has_been_replaced()
    {
        var work = new PieceWork(target, between: null);
        target.Dispose();

        await work.DoAsync(connection => throw new InvalidOperationException("It is used."), WarehouseFixture.Cancellation);
        Assert.Empty(await work.ReadAsync<long>(_ => throw new InvalidOperationException("It is used."), WarehouseFixture.Cancellation));
        work.ThrowIfIncomplete("Models are not merged", fixture.Options);
        target = new DuckDbLoadTarget(database, fixture.Games, fixture.Calendar, fixture.Time);
    }

    [Fact]
    public async Task A_stop_breaks_a_piece_off_and_nothing_of_it_stays()
    {
        using var stop = new CancellationTokenSource();
        var work = new PieceWork(target, _ => throw new InvalidOperationException("Nothing is done after it."));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.DoAsync(
            connection =>
            {
                connection.Execute("CREATE TABLE half_done AS SELECT 1 AS number");
                stop.Cancel();
                connection.Execute("SELECT count(*) FROM range(100000000000) AS t(i) WHERE i % 7 = 3");
            },
            stop.Token));

        Assert.Equal(0L, await target.ReadAsync(connection => connection.Scalar("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half_done'"), WarehouseFixture.Cancellation));
        await target.LoadAsync(WarehouseFixture.Range(0, 1, fixture.Files.Landing(new TestRow())), WarehouseFixture.Cancellation);
    }

    [Fact]
    public async Task What_cannot_be_read_again_after_a_failure_is_not_taken_for_nothing()
    {
        await target.LoadAsync(WarehouseFixture.Range(0, 1, fixture.Files.Landing(new TestRow())), WarehouseFixture.Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => target.TransactionAsync(_ => throw new InvalidOperationException(), WarehouseFixture.Cancellation));

        // Another connection, since the target's own would read first.
        using var other = database.Connect();
        other.Execute("ALTER TABLE store.loads RENAME TO loads_away");
        await Assert.ThrowsAnyAsync<Exception>(() => target.PositionsAsync(WarehouseFixture.Cancellation).AsTask());
        await Assert.ThrowsAnyAsync<Exception>(() => target.LoadAsync(WarehouseFixture.Range(0, 1, fixture.Files.Landing(new TestRow())), WarehouseFixture.Cancellation));
        other.Execute("ALTER TABLE store.loads_away RENAME TO loads");

        Assert.Equal([1L], (await target.PositionsAsync(WarehouseFixture.Cancellation)).Select(position => position.Entry));
        await Assert.ThrowsAsync<ArgumentException>(() => target.LoadAsync(WarehouseFixture.Range(0, 1, fixture.Files.Landing(new TestRow())), WarehouseFixture.Cancellation));
    }
}
