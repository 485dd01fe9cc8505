using System.Globalization;
using System.Text.Json;
using Apache.Arrow;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Games;
using Frontline.Metrics.Questions;
using Frontline.Warehouse;
using Frontline.Warehouse.Output;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers;

/// <summary>The games, and what the warehouse says of one: the one place where compiled SQL meets it.</summary>
internal sealed class GameData(IWarehouse warehouse, IGameCatalog games, IGameCalendar calendar, TimeProvider time)
{
    /// <summary>An expression of SQL: the moment of the newest recorded event, rate and cost that are loaded; null where nothing is.</summary>
    public const string LoadedUntil = "greatest((SELECT max(recorded_at) FROM main.loads), (SELECT max(recorded_at) FROM main.books))";

    /// <summary>More rows than anyone reads; a query that gives more is meant to be SQL.</summary>
    private const long RowsMax = 100_000;

    /// <exception cref="MetricException">The game is not known, or must be named since there are several.</exception>
    public Game Find(string? id)
    {
        if (id is null)
        {
            return games.Games.Count == 1
                ? games.Games.First()
                : throw new MetricException("bad_game", games.Games.Count == 0 ? "There is no game yet: `frontline init GAME` makes one." : $"There are several games; say which: {string.Join(", ", games.Games.Select(game => game.Id).Order(StringComparer.Ordinal))}.");
        }

        return games.TryGet(id, out var found) ? found : throw new MetricException("unknown_game", GameRules.UnknownGame(id, games.Games));
    }

    /// <param name="game">The game.</param>
    /// <param name="knowledge">What may be known; null for all that is known now.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="QueryException">The query ran into one of its bounds.</exception>
    public async Task<DataReach> ReachAsync(Game game, Knowledge? knowledge, CancellationToken cancellation)
    {
        var rows = await QueryAsync(game, "SELECT first_day::VARCHAR AS first_day, until_day::VARCHAR AS until_day, epoch_us(until) AS until FROM coverage", knowledge, cancellation).ConfigureAwait(false);
        var today = calendar.DayOf(game.TimeZone, Timestamp.Now(time));
        return rows is [var row]
            ? new DataReach(Day(row, "first_day"), Day(row, "until_day"), new Timestamp(row.GetProperty("until").GetInt64()).ToDateTimeOffset(), today)
            : new DataReach(null, null, null, today);

        static DateOnly Day(JsonElement row, string name) => DateOnly.ParseExact(row.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>What is not in the sessions yet; null where all is. They are brought up to date about once a minute.</summary>
    public async Task<MissingSessions?> MissingSessionsAsync(Game game, CancellationToken cancellation)
    {
        var row = (await QueryAsync(
            game, "SELECT epoch_us(min(recorded_at) FILTER (NOT in_sessions)) AS since, sum(events) FILTER (NOT in_sessions) * 100 >= sum(events) AS many FROM loads WHERE events > 0", knowledge: null, cancellation).ConfigureAwait(false))[0];
        if (row.GetProperty("since") is not { ValueKind: JsonValueKind.Number } since)
        {
            return null;
        }

        var moment = new Timestamp(since.GetInt64());
        return new MissingSessions(moment.ToDateTimeOffset(), calendar.DayOf(game.TimeZone, moment), row.GetProperty("many").GetBoolean());
    }

    /// <summary>Calls back with the rows of a statement that sees this game only, however many there are.</summary>
    /// <param name="game">The game.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="knowledge">What may be known; null for all that is known now.</param>
    /// <param name="take">Takes rows, which are gone when it returns.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="QueryException">The query ran into one of its bounds.</exception>
    public async Task ReadAsync(Game game, string sql, Knowledge? knowledge, Action<RecordBatch> take, CancellationToken cancellation)
    {
        CheckMoment(knowledge);
        var result = await warehouse.QueryAsync(sql, new QueryOptions { Game = game.Id, IsStreamed = true, Knowledge = knowledge }, cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            await result.ReadAllAsync(take, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The rows of a statement that sees this game only.</summary>
    /// <param name="game">The game.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="knowledge">What may be known; null for all that is known now.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="QueryException">The query ran into one of its bounds.</exception>
    public async Task<List<JsonElement>> QueryAsync(Game game, string sql, Knowledge? knowledge, CancellationToken cancellation)
    {
        CheckMoment(knowledge);
        var result = await warehouse.QueryAsync(sql, new QueryOptions { Game = game.Id, RowsMax = RowsMax, Knowledge = knowledge }, cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            using var json = new MemoryStream();
            await new JsonResultWriter().WriteAsync(result, json, cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize<List<JsonElement>>(json.GetBuffer().AsSpan(0, (int)json.Length)) ?? [];
        }
    }

    private void CheckMoment(Knowledge? knowledge)
    {
        if (knowledge is { Moment: var moment } && moment > Timestamp.Now(time))
        {
            throw new MetricException("bad_moment", $"{moment} is still to come; a moment that is over is expected.");
        }
    }
}
