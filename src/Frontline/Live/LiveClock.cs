namespace Frontline.Live;

/// <summary>Which time an answer is about, and what its game is counted with.</summary>
/// <param name="FirstMinute">Minutes since 1970, inclusive.</param>
/// <param name="LastMinute">The current minute, inclusive.</param>
/// <param name="FirstDay">Yesterday, <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="LastDay">Today.</param>
/// <param name="TimeZone">The zone days are cut in.</param>
/// <param name="SessionIdleMinutes">The idle minutes sessions are derived with.</param>
/// <param name="SessionsSince">See <see cref="Core.Live.LiveGame.SessionsSince"/>.</param>
/// <param name="IsSettled">Whether every role's lag is zero; null where lags are not known.</param>
internal sealed record LiveClock(long FirstMinute, long LastMinute, long FirstDay, long LastDay, string TimeZone, int SessionIdleMinutes, long SessionsSince, bool? IsSettled);
