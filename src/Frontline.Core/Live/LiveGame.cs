namespace Frontline.Core.Live;

/// <summary>What a game's live windows are counted with.</summary>
/// <param name="Game">The game's id.</param>
/// <param name="TimeZone">IANA name of the zone its days are cut in.</param>
/// <param name="SessionIdleMinutes">The idle minutes its sessions are derived with.</param>
/// <param name="OldestDay">The oldest day kept, <see cref="DateOnly.DayNumber"/>; never decreases, except when the time zone is changed.</param>
/// <param name="SessionsSince">Minutes since 1970: in windows that begin earlier, sessions were (partly) derived with other idle minutes. 0 when there are none.</param>
public sealed record LiveGame(string Game, string TimeZone, int SessionIdleMinutes, int OldestDay, long SessionsSince);
