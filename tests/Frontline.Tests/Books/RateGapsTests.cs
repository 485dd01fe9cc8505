using Frontline.Books;
using Frontline.Client.Contracts;
using Xunit;

namespace Frontline.Tests.Books;

public sealed class RateGapsTests
{
    [Theory]
    [InlineData("2026-01-01 2026-01-09", "", "")] // reaches to the 8th
    [InlineData("2026-01-01 2026-01-10", "", "2026-01-09..2026-01-09")]
    [InlineData("2026-01-01 2026-03-01", "2026-01-09 2026-01-17 2026-01-25 2026-02-02 2026-02-10 2026-02-18 2026-02-26", "")] // filled by what the book has
    [InlineData("2026-01-01 2026-03-01", "2026-01-20", "2026-01-09..2026-01-19, 2026-01-28..2026-02-28")]
    [InlineData("2026-01-01 2026-03-01", "2026-01-09 2026-02-21", "2026-01-17..2026-02-20")]
    [InlineData("2026-03-01", "2026-01-01 2026-05-01", "2026-01-09..2026-02-28, 2026-03-09..2026-04-30")] // up to the neighbours
    [InlineData("2026-03-01", "2025-01-01 2025-06-01 2026-02-25 2026-03-05 2026-09-01", "")] // old gaps are not told again
    [InlineData("9999-12-30 9999-12-31", "", "")]
    public void Gaps_are_what_neither_the_import_nor_the_book_reaches(string import, string book, string expected)
    {
        Assert.Equal(expected, string.Join(", ", Find(Rows(import, "USD"), Rows(book, "USD")).Select(gap => $"{gap.From}..{gap.To}")));
    }

    [Fact]
    public void Pairs_are_looked_at_apart()
    {
        Assert.Equal(
            [new RateGap("EUR", "JPY", "2026-01-09", "2026-01-31"), new RateGap("EUR", "USD", "2026-01-09", "2026-01-31")],
            Find([.. Rows("2026-01-01 2026-02-01", "USD"), .. Rows("2026-01-01 2026-02-01", "JPY")], [.. Rows("2026-01-09 2026-01-17 2026-01-25", "ISK")]));
    }

    private static IReadOnlyList<RateGap> Find(string[][] import, string[][] book)
    {
        var gaps = new RateGaps(import);
        foreach (var row in book)
        {
            gaps.Add(row);
        }

        return gaps.Find();
    }

    private static string[][] Rows(string dates, string quote) => [.. dates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(date => new[] { date, "EUR", quote, "1.1" })];
}
