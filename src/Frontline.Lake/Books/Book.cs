namespace Frontline.Lake.Books;

/// <summary>
/// Rows that are no events but must survive the warehouse: exchange rates, acquisition costs, kept totals of metrics. Kept in the lake as numbered documents that are never
/// changed; a corrected row is a new row in a later document. docs/specs/lake.md, "Books".
/// </summary>
/// <param name="Name">The folder under <c>books/</c>.</param>
/// <param name="Columns">Names of the columns, those of the key first.</param>
/// <param name="KeyColumns">How many of them make the key: of rows with the same key the newest counts.</param>
public sealed record Book(string Name, IReadOnlyList<string> Columns, int KeyColumns)
{
    /// <summary>Units of <c>quote</c> for one unit of <c>base</c> on a date.</summary>
    public static Book Rates { get; } = new("rates", ["date", "base", "quote", "rate"], 3);

    /// <summary>What a campaign cost on a day.</summary>
    public static Book Costs { get; } = new("costs", ["game", "date", "campaign", "network", "country", "platform", "cost", "currency", "installs", "clicks", "impressions"], 6);

    /// <summary>What the built-in metrics of a day came to at a moment.</summary>
    public static Book MetricTotals { get; } = new("metric_totals", ["game", "date", "metric", "currency", "as_of", "value", "events"], 5);

    public static IReadOnlyList<Book> All { get; } = [Rates, Costs, MetricTotals];
}
