namespace Frontline.Integration.SampleGame;

/// <summary>How an analyst asks for what <c>truth.json</c> knows, and ten ways and more to ask wrongly.</summary>
internal static class Questions
{
    public const string Events = "events";
    public const string ActivePlayers = "active players";
    public const string NewPlayers = "new players";
    public const string Sessions = "sessions";
    public const string Purchases = "purchases";
    public const string Refunds = "refunds";
    public const string Money = "money";
    public const string Returned = "returned";
    public const string Levels = "levels";
    public const string Campaigns = "campaigns";
    public const string Costs = "costs";
    public const string Exposed = "exposed";
    public const string Payers = "payers";
    public const string Totals = "totals";
    public const string Ledger = "ledger";
    public const string Rejects = "rejects";
    public const string TestDevices = "test devices";

    public static IReadOnlyList<Question> All { get; } =
    [
        new(Events, "SELECT day AS k, count(*) AS v FROM events GROUP BY k"),
        new(ActivePlayers, "SELECT day AS k, count(*) AS v FROM player_days WHERE active GROUP BY k"),
        new(NewPlayers, "SELECT install_day AS k, count(*) AS v FROM players WHERE install_day IS NOT NULL GROUP BY k"),
        new(Sessions, "SELECT day AS k, count(*) AS v FROM sessions GROUP BY k"),
        new(Purchases, "SELECT day AS k, count(*) AS v FROM purchases GROUP BY k"),
        new(Refunds, "SELECT day AS k, count(*) AS v FROM refunds GROUP BY k"),
        new(Money, "SELECT day || ' ' || currency || ' ' || kind AS k, sum(amount) AS v FROM player_day_revenue GROUP BY k"),
        new(Returned, RetentionOf(cohorts: "<")),
        new(Levels, "SELECT level || unnest([' starts', ' completes', ' fails']) AS k, unnest([sum(starts), sum(completes), sum(fails)]) AS v FROM level_attempts GROUP BY level"),
        new(Campaigns, "SELECT coalesce(campaign, '') AS k, count(*) AS v FROM players WHERE install_day IS NOT NULL GROUP BY k"),
        new(Costs, "SELECT campaign AS k, sum(cost) AS v FROM costs GROUP BY k"),
        new(Exposed, "SELECT experiment || ' ' || variant AS k, count(*) AS v FROM experiment_exposures GROUP BY k"),
        new(Payers, "SELECT experiment || ' ' || variant AS k, count(*) AS v FROM experiment_exposures JOIN players USING (game, player_key) WHERE purchases > 0 GROUP BY k"),
        new(Totals, TotalsOf("count(*)", "events")),
        new(Ledger, "SELECT unnest(['received', 'recorded', 'rejected', 'duplicate']) AS k, unnest([sum(received), sum(recorded), sum(rejected), sum(duplicate)]) AS v FROM ledger"),
        new(Rejects, "SELECT k, count(*) AS v FROM (SELECT unnest(codes) AS k FROM rejects) GROUP BY k"),
        new(TestDevices, "SELECT 'players' AS k, count(*) AS v FROM all_data.players WHERE test UNION ALL SELECT 'events', count(*) FROM all_data.events WHERE test"),
    ];

    /// <summary>By what is wrong about it.</summary>
    public static IReadOnlyDictionary<string, Question> Mistakes { get; } = new Dictionary<string, Question>(StringComparer.Ordinal)
    {
        ["UTC days instead of the game's"] = new(Events, "SELECT (time AT TIME ZONE 'UTC')::DATE AS k, count(*) AS v FROM events GROUP BY k"),
        ["the devices' clocks believed"] = new(Events, "SELECT (coalesce(client_time, time) AT TIME ZONE '$zone')::DATE AS k, count(*) AS v FROM events GROUP BY k"),
        ["the day of arrival"] = new(Events, "SELECT (received_at AT TIME ZONE '$zone')::DATE AS k, count(*) AS v FROM events GROUP BY k"),
        ["test devices counted"] = new(Totals, TotalsOf("count(*)", "all_data.events")),
        ["servers' events make players active"] = new(ActivePlayers, "SELECT day AS k, count(*) AS v FROM player_days GROUP BY k"),
        ["the day of the first event taken for the install's"] = new(NewPlayers, "SELECT first_day AS k, count(*) AS v FROM players WHERE first_day IS NOT NULL GROUP BY k"),
        ["the client's sessions"] = new(Sessions, "SELECT day AS k, count(DISTINCT session_id) AS v FROM events WHERE player_made GROUP BY k"),
        ["repeated transactions counted"] = new(Purchases, "SELECT day AS k, count(*) AS v FROM events WHERE name = 'purchase' GROUP BY k"),
        ["currencies taken for one"] = new(Money, "SELECT day || ' USD ' || kind AS k, sum(amount) AS v FROM player_day_revenue GROUP BY k"),
        ["refunds taken off the purchases"] = new(Money, """
            SELECT day || ' ' || currency || ' ' || if(kind = 'refund', 'purchase', kind) AS k, sum(if(kind = 'refund', -amount, amount)) AS v FROM player_day_revenue GROUP BY k
            """),
        ["installs taken for what was paid for them"] = new(Costs, "SELECT campaign AS k, sum(installs) AS v FROM costs GROUP BY k"),
        ["a cohort whose day is not over"] = new(Returned, RetentionOf(cohorts: "<=")),
        ["attempts counted by their ends"] = new(Levels, """
            SELECT level || unnest([' starts', ' completes', ' fails']) AS k, unnest([sum(completes + fails), sum(completes), sum(fails)]) AS v FROM level_attempts GROUP BY level
            """),
        ["a lost duplicate"] = new(Ledger, "SELECT unnest(['received', 'recorded', 'rejected', 'duplicate']) AS k, unnest([sum(received), sum(recorded), sum(rejected), sum(duplicate) - 1]) AS v FROM ledger"),
        ["duplicates counted as events"] = new(Totals, TotalsOf("sum(recorded + duplicate)", "ledger")),
    };

    private static string RetentionOf(string cohorts) => $"""
        SELECT install_day || ' ' || n AS k, count(d.day) AS v
        FROM players p CROSS JOIN (VALUES (1), (3), (7), (14), (30)) AS asked(n)
        LEFT JOIN player_days d ON d.game = p.game AND d.player_key = p.player_key AND d.active AND d.day = p.install_day + n
        WHERE p.install_day + n {cohorts} DATE '$today' GROUP BY k
        """;

    private static string TotalsOf(string events, string table) => $"""
        SELECT 'events' AS k, {events} AS v FROM {table}
        UNION ALL SELECT 'players', count(*) FROM players WHERE active_events > 0
        UNION ALL SELECT 'sessions', count(*) FROM sessions
        """;
}
