using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Frontline.Core;
using Frontline.Warehouse.Models;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// Gives a connection its own views in the place of <c>main</c>'s, over the rows known at a moment. Models are computed as their truths say, from events; so what was known is answered by the same
/// questions as what is known, and nothing has to be kept for it.
/// </summary>
internal static partial class KnownViews
{
    public static void Create(DuckDBConnection connection, Knowledge knowledge)
    {
        connection.Execute($"CREATE TEMP VIEW known_events AS SELECT * FROM store.events WHERE (getvariable('game') IS NULL OR game = getvariable('game')) AND {Condition(knowledge)}");
        foreach (var model in SqlModels.All)
        {
            if ((model.Name == "events" ? model.View : model.Truth) is { } query)
            {
                CreateView(connection, model.Name, AllEvents().Replace(query, "temp.known_events"));
            }
        }

        if ((knowledge.LaterCosts ? knowledge.Until : knowledge.Moment) is { } costs)
        {
            CreateBookViews(connection, costs, "costs", "cost_versions");
        }

        if ((knowledge.LaterRates ? knowledge.Until : knowledge.Moment) is { } rates)
        {
            CreateBookViews(connection, rates, "rates");
            CreateRateDays(connection, rates);
        }
    }

    private static string Condition(Knowledge knowledge)
    {
        var moment = SqlText.Literal(knowledge.Moment);
        var kinds = Enum.GetValues<LaterEvents>().Where(kind => kind is not (LaterEvents.None or LaterEvents.All) && knowledge.Later.HasFlag(kind)).Select(kind => SqlText.Literal(kind.ToString())).ToList();
        var later = kinds.Count == 0 ? "" :
            $" OR CASE WHEN replay_of IS NOT NULL THEN 'Replayed' WHEN write_key IN ('import', 'history') THEN 'History' WHEN time <= {moment} THEN 'Late' ELSE 'New' END IN ({string.Join(", ", kinds)})";
        return $"(recorded_at <= {moment}{later}){(knowledge.Until is { } until ? $" AND recorded_at <= {SqlText.Literal(until)}" : "")}";
    }

    private static void CreateView(DuckDBConnection connection, string name, string query)
    {
        var columns = connection.Column($"SELECT column_name FROM (DESCRIBE {query})");
        string[] conditions =
        [
            .. columns.Contains("game") ? ["(getvariable('game') IS NULL OR game = getvariable('game'))"] : Array.Empty<string>(),
            .. columns.Contains("test") ? ["NOT test"] : Array.Empty<string>(),
        ];
        connection.Execute($"CREATE TEMP VIEW {name} AS SELECT * {(columns.Contains("test") ? "EXCLUDE (test)" : "")} FROM ({query}){(conditions.Length > 0 ? " WHERE " : "")}{string.Join(" AND ", conditions)}");
    }

    private static void CreateBookViews(DuckDBConnection connection, Timestamp moment, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            CreateView(connection, name, BookRows().Replace(SqlModels.Of(name).View!, rows => $"(FROM {rows.Value} WHERE known_at <= {SqlText.Literal(moment)})"));
        }
    }

    /// <summary>The view and the macros of the model, over a table of its own.</summary>
    private static void CreateRateDays(DuckDBConnection connection, Timestamp moment)
    {
        var model = SqlModels.Of("rate_days");
        connection.Execute($"""
            CREATE TEMP TABLE known_rate_days (rate_days_currency VARCHAR, rate_days_date DATE, rate_days_per_euro DOUBLE, rate_days_fixing DATE);
            INSERT INTO temp.known_rate_days SELECT currency, date, per_euro, fixing FROM main.rate_days_known({SqlText.Literal(moment)})
            """);
        CreateView(connection, model.Name, RateDays().Replace(model.View!, "temp.known_rate_days"));
        foreach (Match macro in Conversions().Matches(model.Table!))
        {
            connection.Execute("CREATE TEMP MACRO " + Conversion().Replace(RateDays().Replace(macro.Groups["macro"].Value, "temp.known_rate_days"), "temp.$1"));
        }
    }

    [GeneratedRegex(@"\bstore\.events\b")]
    private static partial Regex AllEvents();

    [GeneratedRegex(@"\bstore\.(costs|rates)\b")]
    private static partial Regex BookRows();

    [GeneratedRegex(@"\bstore\.rate_days\b")]
    private static partial Regex RateDays();

    /// <summary>Macros that give a value; the one that gives a table is of a moment already.</summary>
    [GeneratedRegex(@"^CREATE MACRO (?<macro>\S+\([^)]*\) AS (?!TABLE)[^;]+);", RegexOptions.Multiline)]
    private static partial Regex Conversions();

    [GeneratedRegex(@"\b(?:store|main)\.(per_euro|convert_money|to_reporting_currency)\b")]
    private static partial Regex Conversion();
}
