using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Frontline.Warehouse.Models;
using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// Gives a connection its own views in the place of <c>main</c>'s, over the rows known at a moment. Models are computed as their truths say, from events; so what was known is answered by the same
/// questions as what is known, and nothing has to be kept for it.
/// </summary>
internal static partial class KnownViews
{
    private const string Known = "temp.known_events";

    public static void Create(DuckDBConnection connection, Knowledge knowledge)
    {
        var moment = string.Create(CultureInfo.InvariantCulture, $"make_timestamptz({knowledge.Moment.UnixMicros})");
        connection.Execute($"CREATE TEMP VIEW known_events AS SELECT * FROM store.events WHERE (getvariable('game') IS NULL OR game = getvariable('game')) AND {Condition(knowledge, moment)}");
        foreach (var model in SqlModels.All)
        {
            if ((model.Name == "events" ? model.View : model.Truth) is { } query)
            {
                CreateView(connection, model.Name, AllEvents().Replace(query, Known));
            }
        }

        if (!knowledge.LaterCosts)
        {
            var known = $"(FROM store.costs WHERE known_at <= {moment})";
            foreach (var name in (ReadOnlySpan<string>)["costs", "cost_versions"])
            {
                CreateView(connection, name, AllCosts().Replace(SqlModels.Of(name).View!, known));
            }
        }

        if (!knowledge.LaterRates)
        {
            CreateRates(connection, moment);
        }
    }

    private static string Condition(Knowledge knowledge, string moment)
    {
        const string Kind = "CASE WHEN replay_of IS NOT NULL THEN 'Replayed' WHEN write_key IN ('import', 'history') THEN 'History' WHEN time <= {0} THEN 'Late' ELSE 'New' END";
        var kinds = Enum.GetValues<LaterEvents>().Where(kind => kind is not (LaterEvents.None or LaterEvents.All) && knowledge.Later.HasFlag(kind)).Select(kind => SqlText.Literal(kind.ToString())).ToList();
        return kinds.Count == 0 ? $"recorded_at <= {moment}" : $"(recorded_at <= {moment} OR {Kind.Replace("{0}", moment, StringComparison.Ordinal)} IN ({string.Join(", ", kinds)}))";
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

    // The macros of rate_days.sql, over the days of the rates known then.
    private static void CreateRates(DuckDBConnection connection, string moment) => connection.Execute($"""
        CREATE TEMP VIEW rates AS SELECT date, base, quote, rate, known_at, source, number AS version, number = max(number) OVER (PARTITION BY base, quote, date) AS current
          FROM store.rates WHERE known_at <= {moment};
        CREATE TEMP TABLE known_rate_days AS SELECT currency AS known_currency, date AS known_date, per_euro AS known_per_euro, fixing AS known_fixing FROM main.rate_days_known({moment});
        CREATE TEMP VIEW rate_days AS SELECT known_currency AS currency, known_date AS date, known_per_euro AS per_euro, known_fixing AS fixing FROM temp.known_rate_days;
        CREATE TEMP MACRO known_per_euro(of_currency, of_date) AS CASE WHEN of_currency = 'EUR' THEN 1::DOUBLE ELSE
          (SELECT max(known_per_euro) FROM temp.known_rate_days WHERE known_currency = of_currency AND known_date = of_date) END;
        CREATE TEMP MACRO convert_money(of_amount, from_currency, to_currency, of_date) AS CASE WHEN from_currency = to_currency THEN of_amount::DECIMAL(38, 8) ELSE
          TRY_CAST(of_amount::DOUBLE / temp.known_per_euro(from_currency, of_date) * temp.known_per_euro(to_currency, of_date) AS DECIMAL(38, 8)) END;
        CREATE TEMP MACRO to_reporting_currency(of_amount, from_currency, of_date, of_game) AS
          temp.convert_money(of_amount, from_currency, (SELECT max(game_currencies_currency) FROM store.game_currencies WHERE game_currencies_game = of_game), of_date);
        """);

    [GeneratedRegex(@"\bstore\.events\b")]
    private static partial Regex AllEvents();

    [GeneratedRegex(@"\bstore\.costs\b")]
    private static partial Regex AllCosts();
}
