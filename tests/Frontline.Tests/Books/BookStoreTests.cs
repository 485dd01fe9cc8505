using Frontline.Core;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake;
using Frontline.Lake.Books;
using Frontline.Lake.Verification;
using Frontline.Tests.Configuration;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Books;

/// <summary>Documents of books: what is new is added once, nothing is changed, and damage is found.</summary>
public sealed class BookStoreTests : IDisposable
{
    private static readonly BookFile File = new("rates.csv", new string('a', 64));

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly LocalObjectStore lake;
    private readonly BookStore books;

    public BookStoreTests()
    {
        lake = new LocalObjectStore(new PhysicalFileSystem(), Path.Combine(folder.Root, "lake"), new Random(1));
        books = new BookStore(lake);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_same_rows_again_add_nothing()
    {
        Assert.Equal(new BookAdded(1, 2, 0, 0), await AddAsync(Rate("2026-01-01", "1.1"), Rate("2026-01-02", "1.2")));
        Assert.Equal(new BookAdded(null, 0, 0, 2), await AddAsync(Rate("2026-01-01", "1.1"), Rate("2026-01-02", "1.2")));

        Assert.Single(await ReadAsync());
    }

    [Fact]
    public async Task A_corrected_row_is_a_row_of_a_new_document_and_the_old_one_stays()
    {
        await AddAsync(Rate("2026-01-01", "1.1"), Rate("2026-01-02", "1.2"));
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(new BookAdded(2, 1, 1, 1), await AddAsync(Rate("2026-01-01", "1.15"), Rate("2026-01-02", "1.2"), Rate("2026-01-03", "1.3")));
        Assert.Equal(new BookAdded(3, 0, 1, 0), await AddAsync(Rate("2026-01-01", "1.1")));

        Assert.Equal(
            ["1 2026-01-01T00:00:00.000000Z: 2026-01-01 1.1, 2026-01-02 1.2", "2 2026-01-02T00:00:00.000000Z: 2026-01-01 1.15, 2026-01-03 1.3", "3 2026-01-02T00:00:00.000000Z: 2026-01-01 1.1"],
            (await ReadAsync()).Select(document => $"{document.Header.Number} {document.Header.RecordedAt}: {string.Join(", ", document.Rows.Select(row => $"{row[0]} {row[3]}"))}"));
    }

    [Fact]
    public async Task A_clock_that_goes_back_does_not_take_the_recorded_time_with_it()
    {
        await AddAsync(Rate("2026-01-01", "1.1"));

        await new BookStore(lake).AddAsync(Book.Rates, "test", [File], [Rate("2026-01-02", "1")], new FakeTimeProvider(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)), Cancellation);

        Assert.All(await ReadAsync(), document => Assert.Equal("2026-01-01T00:00:00.000000Z", document.Header.RecordedAt.ToString()));
    }

    [Fact]
    public async Task Imports_at_once_each_find_their_place()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(day => Task.Run(() => AddAsync(Rate($"2026-01-0{day}", "1.1")), Cancellation)));

        var documents = await ReadAsync();
        Assert.Equal(8, documents.SelectMany(document => document.Rows).Select(row => row[0]).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 8).Select(number => (long)number), documents.Select(document => document.Header.Number));
    }

    [Fact]
    public async Task A_document_that_was_changed_lost_or_put_elsewhere_is_damage_and_the_verification_says_so()
    {
        await AddAsync(Rate("2026-01-01", "1.1"));
        await AddAsync(Rate("2026-01-02", "1.2"));
        await AddAsync(Rate("2026-01-03", "1.3"));
        Assert.True((await new LakeVerifier(lake).VerifyAsync(cancellation: Cancellation)).IsSound);
        Assert.Empty((await new LakeVerifier(lake).VerifyAsync(cancellation: Cancellation)).Findings);

        var second = lake.PathOf(LakeNames.BookDocument(Book.Rates, 2));
        var bytes = await System.IO.File.ReadAllBytesAsync(second, Cancellation);
        await System.IO.File.WriteAllBytesAsync(second, await System.IO.File.ReadAllBytesAsync(lake.PathOf(LakeNames.BookDocument(Book.Rates, 1)), Cancellation), Cancellation);
        Assert.Contains("holds document 1", (await Assert.ThrowsAsync<DataDamagedException>(ReadAsync)).Message, StringComparison.Ordinal);

        bytes[bytes.Length / 2] ^= 1;
        await System.IO.File.WriteAllBytesAsync(second, bytes, Cancellation);
        await Assert.ThrowsAsync<DataDamagedException>(ReadAsync);

        System.IO.File.Delete(second);
        Assert.Contains("is missing", (await Assert.ThrowsAsync<DataDamagedException>(ReadAsync)).Message, StringComparison.Ordinal);
        Assert.False((await new LakeVerifier(lake).VerifyAsync(cancellation: Cancellation)).IsSound);
    }

    /// <summary>A byte, some text, an empty member.</summary>
    public static TheoryData<string> Tails => ["00", "6368616E676564", "1F8B080000000000000303000000000000000000"];

    [Theory]
    [MemberData(nameof(Tails))]
    public async Task Bytes_behind_the_end_of_a_document_are_damage(string hex)
    {
        await AddAsync(Rate("2026-01-01", "1.1"));
        var path = lake.PathOf(LakeNames.BookDocument(Book.Rates, 1));

        await System.IO.File.AppendAllBytesAsync(path, Convert.FromHexString(hex), Cancellation);

        var damage = await Assert.ThrowsAsync<DataDamagedException>(ReadAsync);
        Assert.Equal(LakeNames.BookDocument(Book.Rates, 1), damage.Where);
        Assert.False((await new LakeVerifier(lake).VerifyAsync(cancellation: Cancellation)).IsSound);
    }

    [Fact]
    public async Task A_document_that_was_cut_anywhere_is_damage()
    {
        await AddAsync(Rate("2026-01-01", "1.1"));
        var path = lake.PathOf(LakeNames.BookDocument(Book.Rates, 1));
        var whole = await System.IO.File.ReadAllBytesAsync(path, Cancellation);

        for (var length = 0; length < whole.Length; length++)
        {
            await System.IO.File.WriteAllBytesAsync(path, whole[..length], Cancellation);
            await Assert.ThrowsAsync<DataDamagedException>(ReadAsync);
        }
    }

    private static string?[] Rate(string date, string rate) => [date, "EUR", "USD", rate];

    private Task<BookAdded> AddAsync(params string?[][] rows) => books.AddAsync(Book.Rates, "test", [File], rows, time, Cancellation);

    private async Task<List<BookDocument>> ReadAsync()
    {
        var documents = new List<BookDocument>();
        await foreach (var document in books.ReadAsync(Book.Rates, 0, null, withRows: true, Cancellation))
        {
            documents.Add(document);
        }

        return documents;
    }
}
