namespace Frontline.Warehouse.Models;

/// <summary>One model: what <c>Models/{name}.sql</c> says. Sections are introduced by <c>-- [section]</c> lines; the rest are comments of the file.</summary>
/// <param name="Name">The file's name, and the name of the table or view that users query.</param>
/// <param name="Version">Raised when the same lake would give other rows or columns; a warehouse of another version is rebuilt.</param>
/// <param name="Table">Creates the physical table in schema <c>store</c>; null for a view of another model's rows.</param>
/// <param name="Delta">Appends what a load adds, from <c>batch</c> (events of the load) or from the lake's rows; null where the engine writes it.</param>
/// <param name="Fold">A query with the physical columns except <c>load</c>, deltas united; null where every row stands for itself.</param>
/// <param name="View">The query behind <c>all_data.{name}</c>; null for what users do not see.</param>
/// <param name="Merge">Statements of the model's own upkeep, run at most once a minute for each range of players from variable <c>first_player</c> to <c>last_player</c>; null for the generic merge of <paramref name="Fold"/>.</param>
/// <param name="Slice">Expression over the fold's keys that cuts the table into pieces merged one at a time.</param>
/// <param name="Fresh">Expression over the fold's keys: what has rows that are not merged is grouped with all rows of the same value when it is read, the rest is read as it is; null for <paramref name="Slice"/>.</param>
/// <param name="Merged">What the generic merge of a piece adds to another model's table, in the same transaction, from the merged rows in <c>merged_slice</c>; null for nothing.</param>
/// <param name="Book">Appends the rows of a document of the book that has the model's name, from <c>book_rows</c>; null where rows come from elsewhere.</param>
/// <param name="Refresh">Makes anew what is derived from books, after documents were loaded; null where nothing is.</param>
/// <param name="Truth">The view's rows computed anew from <c>store.events</c>, written independently of delta and fold: what the model is proven against.</param>
public sealed record SqlModel(string Name, int Version, string? Table, string? Delta, string? Fold, string? View, string? Merge, string? Slice, string? Fresh, string? Merged, string? Book, string? Refresh, string? Truth)
{
    /// <summary>
    /// The query that unites deltas. A slice that nothing was added to since it was merged has one row per key and is read as it is; only the others are grouped, which are few once a table is
    /// large. Over 17 million player-days with one such day, a day's players are counted 9 times and retention 5 times as fast as by grouping everything (bench/results/warehouse.md). Where every slice is added
    /// to all the time (players), the same is done by <see cref="Fresh"/>.
    /// </summary>
    public string? Folded => Fold is null || Slice is null ? Fold :
        $"""
        SELECT * EXCLUDE (load) FROM store.{Name} WHERE load = 0 AND {Fresh ?? Slice} NOT IN ({FreshValues})
        UNION ALL BY NAME
        {FoldOf($"{Fresh ?? Slice} IN ({FreshValues})")}
        """;

    /// <summary>The fold of the rows that meet a condition. For models with slices.</summary>
    public string FoldOf(string condition) => Fold!.Replace(Grouped, $"FROM store.{Name} WHERE {condition} GROUP BY", StringComparison.Ordinal);

    /// <summary>Whether its table has players, by whose ranges it can be rewritten in pieces.</summary>
    public bool HasPlayers => Table?.Contains("player_key", StringComparison.Ordinal) == true;

    private string Grouped => $"FROM store.{Name} GROUP BY";

    private string FreshValues => $"SELECT {Fresh ?? Slice} FROM store.{Name} WHERE load > 0";

    /// <exception cref="FormatException">A section is unknown or the version is missing.</exception>
    public static SqlModel Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        string? section = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("-- [", StringComparison.Ordinal) && line.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
            {
                section = line[4..end];
                sections.Add(section, line[(end + 1)..].Trim());
            }
            else if (section is not null)
            {
                sections[section] += "\n" + line;
            }
        }

        if (sections.Keys.FirstOrDefault(key => key is not ("version" or "slice" or "table" or "delta" or "fold" or "view" or "fresh" or "merged" or "merge" or "book" or "refresh" or "truth")) is { } unknown)
        {
            throw new FormatException($"Model {name} has an unknown section [{unknown}].");
        }

        var version = int.Parse(Section("version") ?? throw new FormatException($"Model {name} has no [version]."), System.Globalization.CultureInfo.InvariantCulture);
        var model = new SqlModel(name, version, Section("table"), Section("delta"), Section("fold"), Section("view"), Section("merge"), Section("slice"), Section("fresh"), Section("merged"), Section("book"), Section("refresh"), Section("truth"));
        return model.Fold is null || model.Slice is null || model.Fold.Contains(model.Grouped, StringComparison.Ordinal) ? model : throw new FormatException($"Model {name} has a [slice] and a [fold] that does not group the rows of its own table.");

        string? Section(string key) => sections.TryGetValue(key, out var body) ? body.Trim() : null;
    }
}
