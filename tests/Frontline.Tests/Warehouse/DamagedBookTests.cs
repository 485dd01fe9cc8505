using Frontline.Core.Road;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake;
using Frontline.Lake.Books;
using Frontline.Lake.Chain;
using Frontline.Testing.Rows;
using Frontline.Tests.Lake;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Loading;
using Xunit;

namespace Frontline.Tests.Warehouse;

/// <summary>Damage in a book holds up neither the events nor the other books, is told, and is over when the document is whole again.</summary>
public sealed class DamagedBookTests : IAsyncLifetime
{
    private readonly WarehouseFixture fixture = new();
    private readonly Signal signal = new();
    private readonly RandomRows rows = new(seed: 7);
    private readonly List<BookDamage> told = [];
    private LocalObjectStore lake = null!;
    private ChainWriter writer = null!;
    private BookStore books = null!;
    private Loader loader = null!;

    private static CancellationToken Cancellation => WarehouseFixture.Cancellation;

    public async ValueTask InitializeAsync()
    {
        lake = new LocalObjectStore(new PhysicalFileSystem(), fixture.LakeDirectory, new Random(1));
        writer = await ChainWriter.TakeOverAsync(lake, new ChainId("0123456789ab", 0), predecessor: null, fixture.Time, new Random(2), Cancellation);
        books = new BookStore(lake);
        loader = MakeLoader();
    }

    public async ValueTask DisposeAsync()
    {
        loader.Dispose();
        signal.Dispose();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task The_book_counts_up_to_it_everything_else_goes_on_and_it_is_told_once_until_it_is_mended()
    {
        await AddRateAsync("2026-01-09");
        await AddRateAsync("2026-01-10");
        await AddRateAsync("2026-01-11");
        await AddCostAsync();
        var whole = await DamageAsync(document: 2);

        await RunAsync(async () =>
        {
            await TestCommits.CommitAsync(lake, writer, rows, fixture.Time, events: 40);
            await loader.CatchUpAsync(Cancellation);
            Assert.Equal("40|1|1", await fixture.ValueAsync("SELECT (SELECT sum(received)::BIGINT FROM ledger), (SELECT count(*) FROM rates), (SELECT count(*) FROM costs)"));
            var damage = Assert.Single(loader.DamagedBooks);
            Assert.Equal(("rates", "books/rates/000000000002.ndjson.gz"), (damage.Book, damage.Document));
            Assert.Equal("running", loader.Status.State);

            await File.WriteAllBytesAsync(PathOf(document: 2), whole, Cancellation);
            await loader.CatchUpAsync(Cancellation);
            Assert.Equal("3", await fixture.ValueAsync("SELECT count(*) FROM rates"));
            Assert.Empty(loader.DamagedBooks);
        });

        Assert.Single(told);
    }

    [Fact]
    public async Task A_warehouse_that_has_loaded_it_keeps_what_it_has_and_one_that_is_built_anew_has_what_stands_before_it()
    {
        await AddRateAsync("2026-01-09");
        await AddRateAsync("2026-01-10");
        await loader.CatchUpAsync(Cancellation);
        var whole = await DamageAsync(document: 2);

        await RunAsync(async () =>
        {
            Assert.Equal("2", await fixture.ValueAsync("SELECT count(*) FROM rates"));
            Assert.Single(loader.DamagedBooks);

            await File.WriteAllBytesAsync(PathOf(document: 2), whole, Cancellation);
            await loader.CatchUpAsync(Cancellation);
            Assert.Empty(loader.DamagedBooks);

            await DamageAsync(document: 2);
            await loader.RebuildAsync("It was asked for.", cancellation: Cancellation);
            Assert.Equal("1", await fixture.ValueAsync("SELECT count(*) FROM rates"));
            Assert.Single(loader.DamagedBooks);
        });
    }

    [Fact]
    public async Task A_value_that_is_none_is_damage_though_every_hash_is_right()
    {
        await AddRateAsync("2026-01-09");
        await AddRateAsync("2026-01-10", rate: "one");
        await AddRateAsync("2026-01-11");

        await loader.CatchUpAsync(Cancellation);

        Assert.Equal("1", await fixture.ValueAsync("SELECT count(*) FROM rates"));
        var damage = Assert.Single(loader.DamagedBooks);
        Assert.Equal("books/rates/000000000002.ndjson.gz", damage.Document);
        Assert.StartsWith("Document 2 of the book rates has a value that is none: ", damage.Message, StringComparison.Ordinal);
        Assert.Equal([damage], told);
    }

    private Loader MakeLoader() => new(fixture.Warehouse, fixture.Warehouse, lake, lake, signal, new LoaderOptions(), fixture.Time, bookDamaged: told.Add);

    /// <summary>Starts the role and looks at it while it runs.</summary>
    private async Task RunAsync(Func<Task> whileRunning)
    {
        loader.Dispose();
        loader = MakeLoader();
        using var stop = new CancellationTokenSource();
        var running = loader.RunAsync(stop.Token);
        while (loader.Status.State == "starting" && !running.IsCompleted)
        {
            await Task.Yield();
        }

        await whileRunning();
        await stop.CancelAsync();
        await running;
    }

    private Task AddRateAsync(string date, string rate = "1.1") => AddAsync(Book.Rates, [date, "EUR", "USD", rate]);

    private Task AddCostAsync() => AddAsync(Book.Costs, ["g", "2026-01-09", "Spring", null, null, null, "1", "USD", null, null, null]);

    private async Task AddAsync(Book book, string?[] row) =>
        await books.AddAsync(book, "test", [new BookFile("test.csv", new string('a', 64))], [row], fixture.Time, Cancellation);

    private string PathOf(int document) => lake.PathOf(LakeNames.BookDocument(Book.Rates, document));

    /// <returns>What it was before.</returns>
    private async Task<byte[]> DamageAsync(int document)
    {
        var whole = await File.ReadAllBytesAsync(PathOf(document), Cancellation);
        await File.AppendAllBytesAsync(PathOf(document), "x"u8.ToArray(), Cancellation);
        return whole;
    }
}
