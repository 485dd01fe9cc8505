using Frontline.Core.Games;

namespace Frontline.Warehouse.DuckDb;

/// <summary>What of a game's file its rows are built with.</summary>
internal sealed record GameSettings(string Game, string TimeZone, string Calendar, long IdleMicros, long CapMicros, string Currency)
{
    /// <summary>The settings of a game now; the defaults of a game's file when it has none any more.</summary>
    public static GameSettings Of(string id, IGameCatalog games, IGameCalendar calendar)
    {
        var game = games.TryGet(id, out var known) ? known : new Game { Id = id, Keys = [] };
        return new GameSettings(id, game.TimeZone, calendar.Version, Micros(game.SessionIdleMinutes), Micros(game.SessionCapMinutes), game.Currency);
    }

    /// <summary>In what, if anything, rows built with the one differ from rows built with the other, in words. Cap and currency apply when reading.</summary>
    public string? DifferenceTo(GameSettings built) =>
        TimeZone != built.TimeZone ? $"time zone {built.TimeZone} became {TimeZone}"
        : Calendar != built.Calendar ? $"time-zone database {built.Calendar} became {Calendar}"
        : IdleMicros != built.IdleMicros ? $"idle minutes of sessions {built.IdleMicros / Core.Timestamp.MicrosPerMinute} became {IdleMicros / Core.Timestamp.MicrosPerMinute}"
        : null;

    private static long Micros(int minutes) => minutes * Core.Timestamp.MicrosPerMinute;
}
