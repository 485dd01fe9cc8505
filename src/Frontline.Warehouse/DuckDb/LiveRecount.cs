using System.Globalization;
using DuckDB.NET.Data;
using Frontline.Core;
using Frontline.Core.Live;
using Frontline.Warehouse.Models;

namespace Frontline.Warehouse.DuckDb;

/// <summary>Hands the kept windows to the engine as temporary tables and lets it recount; <c>Models/live_check.sql</c> has the definitions.</summary>
internal static class LiveRecount
{
    /// <summary>Minutes of live windows are kept this long by the chain's clock.</summary>
    private const long MinutesKept = 48 * 60;

    public static IReadOnlyList<LiveDifference>? Compare(DuckDBConnection connection, LiveSlice slice)
    {
        connection.Execute(SqlModels.LiveCheck.Table!);
        connection.Execute("BEGIN");
        if (!HaveBeenLoaded(connection, slice.Positions))
        {
            return null;
        }

        var oldestMinute = slice.Positions.Select(position => position.AsOf.UnixMinute).DefaultIfEmpty(0).Max() - MinutesKept + 1;
        var games = slice.Games.ToDictionary(game => game.Game, StringComparer.Ordinal);
        AppendGames(connection, games.Values, oldestMinute);
        AppendWindows(connection, slice.Windows.Where(window => IsKept(window.Window, games, oldestMinute)));
        var differences = connection.Rows(SqlModels.LiveCheck.Truth!, Read);
        connection.Execute("ROLLBACK");
        return differences;
    }

    private static bool HaveBeenLoaded(DuckDBConnection connection, IReadOnlyList<LivePosition> positions)
    {
        var begun = positions.Where(position => position.Entry > 0).ToList();
        foreach (var position in begun)
        {
            connection.Execute($"""
                INSERT INTO live_positions SELECT chain, {SqlText.Literal(position.Entry)} FROM store.chains
                WHERE log = {SqlText.Literal(position.Chain.Log)} AND "partition" = {SqlText.Literal(position.Chain.Partition)}
                """);
        }

        return connection.Scalar("SELECT count(*) FROM live_positions AS p WHERE entry <= (SELECT max(last_entry) FROM store.loads AS l WHERE l.chain = p.chain)") is long loaded
            && loaded == begun.Count;
    }

    private static void AppendGames(DuckDBConnection connection, IEnumerable<LiveGame> games, long oldestMinute)
    {
        var oldest = new Timestamp(oldestMinute * Timestamp.MicrosPerMinute);
        var idle = TimeSpan.Zero;
        foreach (var game in games)
        {
            connection.Execute(string.Create(CultureInfo.InvariantCulture,
                $"INSERT INTO live_games VALUES ({SqlText.Literal(game.Game)}, {game.SessionIdleMinutes * Timestamp.MicrosPerMinute}, {oldestMinute}, {game.OldestDay}, {game.SessionsSince})"));

            // A date begins at most 14 hours before it does in UTC.
            var day = Timestamp.FromDateTimeOffset(new DateTimeOffset(DateOnly.FromDayNumber(game.OldestDay).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)) - TimeSpan.FromHours(14);
            oldest = day < oldest ? day : oldest;
            idle = TimeSpan.FromMinutes(Math.Max(idle.TotalMinutes, game.SessionIdleMinutes));
        }

        // Rows of the idle time before the oldest window tell whether a session goes on in it.
        connection.Execute($"SET VARIABLE oldest_time = {SqlText.Literal(oldest - idle)}");
    }

    private static bool IsKept(LiveWindowKey window, Dictionary<string, LiveGame> games, long oldestMinute) =>
        window.Start >= (window.Kind == LiveWindowKind.Minute ? oldestMinute : games[window.Game].OldestDay);

    private static void AppendWindows(DuckDBConnection connection, IEnumerable<LiveChange> windows)
    {
        using var appender = connection.CreateAppender("temp", "main", "live_kept");
        foreach (var (window, numbers) in windows)
        {
            Append("events", numbers.Events);
            Append("active_players", numbers.ActivePlayers);
            Append("new_players", numbers.NewPlayers);
            Append("sessions", numbers.Sessions);
            Append("purchases", numbers.Purchases);
            Append("rejects", numbers.Rejects);
            foreach (var money in numbers.Money)
            {
                Append("purchase_revenue", money.Purchases, money.Date, money.Currency);
                Append("ad_revenue", money.Ads, money.Date, money.Currency);
                Append("refunds", money.Refunds, money.Date, money.Currency);
            }

            // Zeros stay: their windows' values count as kept apart.
            void Append(string metric, decimal number, DateOnly? date = null, string? currency = null) =>
                appender.CreateRow().AppendValue(window.Game).AppendValue((int)window.Kind).AppendValue(window.Start).AppendValue((int)window.Dimension)
                    .AppendValue(window.Value).AppendValue(metric).AppendValue(date).AppendValue(currency).AppendValue(number).EndRow();
        }
    }

    private static LiveDifference Read(DuckDBDataReader row) => new(
        new LiveWindowKey(row.GetString(0), (LiveWindowKind)row.GetInt32(1), row.GetInt64(2), (LiveDimension)row.GetInt32(3), row.GetString(4)),
        row.GetString(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6),
        row.StringOrNull(7),
        decimal.Parse(row.GetString(8), CultureInfo.InvariantCulture),
        decimal.Parse(row.GetString(9), CultureInfo.InvariantCulture));
}
