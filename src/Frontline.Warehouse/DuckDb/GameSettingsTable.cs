using System.Globalization;
using DuckDB.NET.Data;
using Frontline.Core;
using Frontline.Core.Games;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// The settings and zone offsets that rows are built with, as tables of the database and as a copy in memory. Used by the one writer, within its transaction;
/// the copy is read again whenever a transaction did not commit.
/// </summary>
internal sealed class GameSettingsTable(IGameCatalog games, IGameCalendar calendar)
{
    /// <summary>Installs reported before this moment come from clocks that were never set; models leave them out, so offsets need not reach further back.</summary>
    private static readonly Timestamp InstallsBegin = new(946_684_800L * Timestamp.MicrosPerSecond);

    /// <summary>Offsets are asked for this far beyond the newest moment seen, so that a new day does not ask again.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(400);

    private readonly Dictionary<string, GameSettings> built = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Timestamp From, Timestamp To)> covered = new(StringComparer.Ordinal);

    public IReadOnlyCollection<GameSettings> Built => built.Values;

    /// <summary>Reads what the database says.</summary>
    public void Reload(DuckDBConnection connection)
    {
        built.Clear();
        covered.Clear();
        foreach (var settings in connection.Rows("SELECT game, time_zone, calendar, idle_us, cap_us, currency FROM store.games",
            row => new GameSettings(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetString(5))))
        {
            built.Add(settings.Game, settings);
        }
    }

    /// <summary>Makes sure that the given games' settings, and offsets for the given moments, are in the database.</summary>
    public void Ensure(DuckDBConnection connection, IEnumerable<string> gameIds, Timestamp from, Timestamp to)
    {
        foreach (var id in gameIds)
        {
            if (!built.TryGetValue(id, out var settings))
            {
                settings = GameSettings.Of(id, games, calendar);
                connection.Execute($"INSERT INTO store.games VALUES ({Values(settings)})");
                built.Add(id, settings);
            }

            if (!covered.TryGetValue(id, out var have) || from < have.From || to > have.To)
            {
                covered[id] = Cover(connection, settings, from, to, have);
            }
        }
    }

    /// <summary>Takes over what applies when reading; returns whether anything changed.</summary>
    public void UpdateReadSettings(DuckDBConnection connection)
    {
        foreach (var settings in built.Values.ToList())
        {
            var now = GameSettings.Of(settings.Game, games, calendar);
            if ((now.CapMicros, now.Currency) != (settings.CapMicros, settings.Currency))
            {
                connection.Execute($"UPDATE store.games SET cap_us = {SqlText.Literal(now.CapMicros)}, currency = {SqlText.Literal(now.Currency)} WHERE game = {SqlText.Literal(settings.Game)}");
                built[settings.Game] = settings with { CapMicros = now.CapMicros, Currency = now.Currency };
            }
        }
    }

    /// <summary>Why rows must be built anew; null when settings are as they were.</summary>
    public string? Difference()
    {
        foreach (var settings in built.Values.OrderBy(settings => settings.Game, StringComparer.Ordinal))
        {
            if (GameSettings.Of(settings.Game, games, calendar).DifferenceTo(settings) is { } difference)
            {
                return $"Game {settings.Game}: {difference}.";
            }
        }

        return null;
    }

    private (Timestamp From, Timestamp To) Cover(DuckDBConnection connection, GameSettings settings, Timestamp from, Timestamp to, (Timestamp From, Timestamp To) have)
    {
        from = Min(Min(from, InstallsBegin), have.From);
        to = Max(to + Ahead, have.To);
        var game = SqlText.Literal(settings.Game);
        var offsets = calendar.Offsets(settings.TimeZone, from, to).ToList();

        // The first interval begins before every moment and the last one never ends, so that each moment has exactly one offset.
        var rows = offsets.Select((offset, index) => string.Create(CultureInfo.InvariantCulture, $"""
            ({game}, {(index == 0 ? "'-infinity'::TIMESTAMPTZ" : SqlText.Literal(offset.Start))}, {(index == offsets.Count - 1 ? "'infinity'::TIMESTAMPTZ" : SqlText.Literal(offset.End))}, {offset.Offset.Ticks / TimeSpan.TicksPerMicrosecond})
            """));
        connection.Execute($"DELETE FROM store.zone_offsets WHERE game = {game}");
        connection.Execute($"INSERT INTO store.zone_offsets VALUES {string.Join(", ", rows)}");
        return (from, to);
    }

    private static string Values(GameSettings settings) => string.Join(", ",
        SqlText.Literal(settings.Game), SqlText.Literal(settings.TimeZone), SqlText.Literal(settings.Calendar),
        SqlText.Literal(settings.IdleMicros), SqlText.Literal(settings.CapMicros), SqlText.Literal(settings.Currency));

    private static Timestamp Min(Timestamp a, Timestamp b) => a < b ? a : b;

    private static Timestamp Max(Timestamp a, Timestamp b) => a > b ? a : b;
}
