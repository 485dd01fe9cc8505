using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>Questions about the names that stand in a game's data, as SQL over the views of docs/specs/warehouse.md.</summary>
public static class DataNameCompiler
{
    /// <summary>Props are taken from this many events: enough to find what a name was meant to be.</summary>
    private const int EventsSampled = 100_000;

    /// <summary>A statement that gives a row when the name has ever come in. Fast when it has; else it reads all events.</summary>
    public static string Seen(DataName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Kind switch
        {
            DataNameKind.Event => $"SELECT 1 AS seen FROM main.events AS s WHERE s.name = {SqlText.Literal(name.Name)} LIMIT 1",
            DataNameKind.Prop => $"SELECT 1 AS seen FROM main.events AS s WHERE ({SourceScope.PropOf(name.Name.Split('.'))}) IS NOT NULL LIMIT 1",
            _ => $"SELECT 1 AS seen FROM main.experiment_exposures AS s WHERE s.experiment = {SqlText.Literal(name.Name)} LIMIT 1",
        };
    }

    /// <summary>A statement that gives <c>name</c>: the names of the kind that have come in; of props, those of the newest days' events, with what objects among them have.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="newest">The newest day with data.</param>
    public static string Known(DataNameKind kind, DateOnly newest) => kind switch
    {
        DataNameKind.Event => "SELECT DISTINCT name FROM main.events",
        DataNameKind.Prop =>
            "SELECT DISTINCT replace(substr(fullkey, 3), '\"', '') AS name "
            + $"FROM (SELECT props FROM main.events WHERE day >= {SqlText.Literal(newest.AddDays(-30))} AND props IS NOT NULL LIMIT {SqlText.Literal(EventsSampled)}) AS s, json_tree(s.props) WHERE key IS NOT NULL AND NOT contains(fullkey, '[')",
        _ => "SELECT DISTINCT experiment AS name FROM main.experiment_exposures",
    };
}
