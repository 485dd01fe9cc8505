namespace Frontline.Metrics.Sources;

/// <summary>
/// Rows that are counted: a table or view of the warehouse under the alias <c>s</c>, and what its columns mean. A source that is kept aggregated has fewer fields than the events it was
/// made of; asked for one that it has not, <see cref="Detailed"/> takes its place, which gives the same counts.
/// </summary>
public sealed record Source
{
    public required string Name { get; init; }

    /// <summary>A sentence for people: what one row is.</summary>
    public required string Description { get; init; }

    /// <summary>A view, or a query in parentheses.</summary>
    public required string Relation { get; init; }

    /// <summary>Which of its rows; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>The reporting day on which a row counts.</summary>
    public required string Day { get; init; }

    /// <summary>How many rows of what is counted a row stands for: 1, or the column that says so.</summary>
    public string RowCount { get; init; } = "1";

    /// <summary>How many events a row rests on.</summary>
    public string Events { get; init; } = "1";

    /// <summary>Whether rows belong to players.</summary>
    public bool HasPlayers { get; init; } = true;

    /// <summary>Whether there is at most one row to each player and day, so that players need not be told apart.</summary>
    public bool IsPlayerDay { get; init; }

    /// <summary>Whether there is one row to each player: it counts on one day only.</summary>
    public bool IsPlayer { get; init; }

    public required IReadOnlyDictionary<string, Column> Fields { get; init; }

    /// <summary>Whether rows have free props.</summary>
    public bool HasProps { get; init; }

    public MoneyColumns? Money { get; init; }

    /// <summary>The view that has the days of each player as bitmaps; null where there is none. For rows that are a player's day.</summary>
    public string? Bitmaps { get; init; }

    /// <summary>The same rows with more fields; null where there are none.</summary>
    public Source? Detailed { get; init; }
}
