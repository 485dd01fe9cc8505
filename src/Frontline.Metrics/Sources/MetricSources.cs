using System.Collections.Frozen;

namespace Frontline.Metrics.Sources;

/// <summary>What can be counted. docs/specs/metrics.md, "Sources"; the tables are those of docs/specs/warehouse.md.</summary>
public static class MetricSources
{
    /// <summary>Before the name of a free prop.</summary>
    public const string PropsPrefix = "props.";

    private const string UtcDate = "make_timestamp(epoch_us(time))::DATE";

    // Lost at the last level that was tried, when seven whole days have gone by without activity. Who may still come back is undecided there, and known not to be lost at the levels before.
    private const string LevelReaches =
        """
        (WITH tries AS (
            SELECT game, player_key, level, day, time, name, (time, log, receipt, receipt_index) AS place,
              min(CASE WHEN name = 'level_complete' THEN time END) OVER (PARTITION BY game, player_key, level) AS first_pass
            FROM main.events WHERE level IS NOT NULL AND name IN ('level_start', 'level_complete', 'level_fail')),
          players AS (
            SELECT t.game, t.player_key, arg_max(t.level, t.place) AS last_level, any_value(p.last_day) + 7 < (SELECT max(until_day) FROM main.coverage) AS gone
            FROM tries AS t JOIN main.players AS p ON p.game = t.game AND p.player_key = t.player_key GROUP BY t.game, t.player_key)
          SELECT t.game, t.player_key, t.level, min(t.day) AS day, count(*) AS events, bool_or(t.name = 'level_complete') AS passed,
            count(*) FILTER (WHERE t.name <> 'level_start' AND t.time <= t.first_pass) AS ends_to_pass, count(*) FILTER (WHERE t.name = 'level_start' AND t.time <= t.first_pass) AS starts_to_pass,
            t.level = p.last_level AND p.gone AS lost, t.level <> p.last_level OR p.gone AS decided
          FROM tries AS t JOIN players AS p ON p.game = t.game AND p.player_key = t.player_key
          GROUP BY t.game, t.player_key, t.level, p.last_level, p.gone)
        """;

    // A reach stands for the two levels on either side of its own, where those were reached. A client may send any 32-bit number as a level.
    private const string LevelNeighbours =
        $"""
        (WITH reaches AS {LevelReaches}
          SELECT r.* REPLACE (r.level::BIGINT + near.shift AS level)
          FROM reaches AS r CROSS JOIN (VALUES (-2), (-1), (1), (2)) AS near(shift)
          SEMI JOIN (SELECT DISTINCT game, level FROM reaches) AS known ON known.game = r.game AND known.level = r.level::BIGINT + near.shift)
        """;

    private static readonly FrozenDictionary<string, Column> ReachFields =
        Columns(FieldType.Number, "level", "ends_to_pass", "starts_to_pass").Concat(Columns(FieldType.Boolean, "passed", "lost", "decided")).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Column> EventFields = Columns(
        FieldType.Text,
        "name", "player_id", "session_id", "platform", "os_version", "device_model", "app_version", "build", "country", "language", "product", "currency", "store",
        "placement", "item", "step", "experiment", "variant", "message", "severity", "write_key")
        .Concat(Columns(FieldType.Number, "app_major", "app_minor", "app_patch", "amount", "level", "attempt", "score", "duration", "sequence"))
        .Concat(Columns(FieldType.Boolean, "player_made"))
        .Append(new("ad_network", new Column("s.network", FieldType.Text)))
        .ToFrozenDictionary();

    private static readonly Source EventsOfPlayers = new()
    {
        Name = "activity", Description = "A player-made event.", Relation = "main.events", Filter = "s.player_made", Day = "s.day", Fields = EventFields, HasProps = true,
    };

    private static readonly Source LevelEvents = new()
    {
        Name = "levels", Description = "An attempt at a level, or its end.", Day = "s.day", HasProps = true,
        Relation = "(SELECT *, (name = 'level_start')::INT AS starts, (name = 'level_complete')::INT AS completes, (name = 'level_fail')::INT AS fails FROM main.events"
            + " WHERE level IS NOT NULL AND name IN ('level_start', 'level_complete', 'level_fail'))",
        Fields = EventFields.Concat(Columns(FieldType.Number, "starts", "completes", "fails")).ToFrozenDictionary(),
    };

    private static readonly Source Payments = new()
    {
        Name = "payments", Description = "A purchase, a refund or an ad impression with an amount.", Day = "s.day", HasProps = true,
        Relation = $"(SELECT *, CASE name WHEN 'ad_impression' THEN 'ad' ELSE name END AS kind, {UtcDate} AS utc_date FROM main.events"
            + " WHERE name IN ('purchase', 'refund', 'ad_impression') AND amount IS NOT NULL AND currency IS NOT NULL AND NOT repeat_transaction)",
        Fields = EventFields.Append(new("kind", new Column("s.kind", FieldType.Text))).ToFrozenDictionary(),
        Money = new MoneyColumns("s.amount", "s.currency", "s.utc_date"),
    };

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Source> All { get; } = new Source[]
    {
        new()
        {
            Name = "events", Description = "An event.", Relation = "main.events", Day = "s.day", Fields = EventFields, HasProps = true,
        },
        new()
        {
            Name = "activity", Description = "A player's day with a player-made event.", Relation = "main.player_days", Filter = "s.active", Day = "s.day", Events = "s.active_events",
            IsPlayerDay = true, Bitmaps = "main.player_activity", Fields = FrozenDictionary<string, Column>.Empty, Detailed = EventsOfPlayers,
        },
        new()
        {
            Name = "installs", Description = "A player, on the install day; dimensions have the values of the first event.", Relation = "main.players", Filter = "s.install_day IS NOT NULL",
            Day = "s.install_day", Events = "s.events", IsPlayer = true,
            Fields = new Dictionary<string, Column>
            {
                ["platform"] = new("s.first_platform", FieldType.Text), ["country"] = new("s.first_country", FieldType.Text), ["app_version"] = new("s.first_app_version", FieldType.Text),
                ["campaign"] = new("s.campaign", FieldType.Text), ["network"] = new("s.network", FieldType.Text), ["creative"] = new("s.creative", FieldType.Text),
                ["install_day"] = new("s.install_day", FieldType.Date),
            }.ToFrozenDictionary(),
        },
        new()
        {
            Name = "payers", Description = "A player who has paid, on the day of the first purchase, which gives the dimensions their values.", Day = "s.first_purchase_day", IsPlayer = true,
            Relation = "(SELECT game, player_key, min(day) AS first_purchase_day, unnest(arg_min({'product': product, 'store': store, 'platform': platform, 'country': country, 'app_version': app_version}, (time, log, receipt, receipt_index)))"
                + " FROM main.purchases GROUP BY game, player_key)",
            Fields = Columns(FieldType.Text, "product", "store", "platform", "country", "app_version"),
        },
        new()
        {
            Name = "purchases", Description = "A purchase whose transaction was not seen before.", Relation = "main.purchases", Day = "s.day",
            Fields = Columns(FieldType.Text, "product", "currency", "store", "platform", "country", "app_version").Concat(Columns(FieldType.Number, "amount")).ToFrozenDictionary(),
        },
        new()
        {
            Name = "payments", Description = "A purchase, a refund or an ad impression with an amount.", Relation = "main.player_day_revenue", Day = "s.day", RowCount = "s.count", Events = "s.count",
            Fields = Columns(FieldType.Text, "kind", "currency"), Money = new MoneyColumns("s.amount", "s.currency", "s.utc_date"), Detailed = Payments,
        },
        new()
        {
            Name = "sessions", Description = "A session, on the day it starts; dimensions have the values of its first event.", Relation = "main.sessions", Day = "s.day", Events = "s.events",
            Fields = Columns(FieldType.Text, "platform", "country", "app_version").Concat([new("length", new Column("s.length_s", FieldType.Number)), new("events", new Column("s.events", FieldType.Number))])
                .ToFrozenDictionary(),
        },
        new()
        {
            Name = "levels", Description = "A player's day at a level.", Relation = "main.level_attempts", Day = "s.day", Events = "(s.starts + s.completes + s.fails)",
            Fields = Columns(FieldType.Number, "level", "starts", "completes", "fails"), Detailed = LevelEvents,
        },
        new()
        {
            Name = "level_reaches", Description = "A player at a level, on the day of the first attempt: whether it was passed, in how many attempts, and whether the player was lost there.", Day = "s.day",
            Relation = LevelReaches, Events = "s.events", Fields = ReachFields,
        },
        new()
        {
            Name = "level_neighbours", Description = "A player at a level, as a neighbour of the two levels before and the two behind it: `level` is theirs.", Day = "s.day",
            Relation = LevelNeighbours, Events = "s.events", Fields = ReachFields,
        },
        new()
        {
            Name = "exposures", Description = "A player's first sight of a variant.", Relation = "main.experiment_exposures", Day = "s.first_day", Events = "s.exposures",
            Fields = Columns(FieldType.Text, "experiment", "variant"),
        },
        new()
        {
            Name = "economy", Description = "A gain or a spending of a resource.", Day = "s.day", HasProps = true,
            Relation = "(SELECT *, currency AS resource, CASE name WHEN 'resource_gain' THEN 'gain' ELSE 'spend' END AS direction FROM main.events WHERE name IN ('resource_gain', 'resource_spend'))",
            Fields = EventFields.Concat(Columns(FieldType.Text, "resource", "direction")).ToFrozenDictionary(),
        },
        new()
        {
            Name = "spend", Description = "What a campaign cost on a day, as reported.", Relation = "main.costs", Day = "s.date", Events = "0", HasPlayers = false,
            Fields = Columns(FieldType.Text, "campaign", "network", "country", "platform", "currency").Concat(Columns(FieldType.Number, "installs", "clicks", "impressions")).ToFrozenDictionary(),
            Money = new MoneyColumns("s.cost", "s.currency", "s.date"),
        },
    }.ToFrozenDictionary(source => source.Name);

    /// <summary>The names a source's rows can be cut by, of free props and experiments those aside.</summary>
    public static IEnumerable<string> DimensionsOf(Source source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Fields.Concat((source.Detailed ?? source).Fields).Where(field => field.Value.Type != FieldType.Number || field.Key == "level").Select(field => field.Key)
            .Concat(source.HasPlayers ? PlayerDimensions.Names.Append("days_since_install") : []).Distinct(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, Column> Columns(FieldType type, params string[] names) => names.ToFrozenDictionary(name => name, name => new Column("s." + name, type));
}
