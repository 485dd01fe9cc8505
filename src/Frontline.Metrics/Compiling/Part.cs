namespace Frontline.Metrics.Compiling;

/// <summary>A number that a metric is made of, per period and dimensions: a query of its own, whose column has its name.</summary>
/// <param name="Name">Of the query and its column.</param>
/// <param name="Query">Gives <c>period</c>, the dimensions, a column of the part's name, <c>event_count</c>, and <c>unconverted</c> when <paramref name="IsMoney"/>.</param>
/// <param name="WhenAbsent">What it is where no row was: 0, or NULL where nothing can be said of no rows.</param>
/// <param name="IsMoney">Whether money was converted in it.</param>
internal sealed record Part(string Name, string Query, string WhenAbsent, bool IsMoney);
