namespace Frontline.SampleGame.Worlds;

/// <summary>What a world is drawn from: the same options give the same players and events for ever.</summary>
/// <param name="Seed">Any number.</param>
/// <param name="Players">Players who install in the first <paramref name="Days"/> days, 1 to 10,000,000. Later days go on at their mean rate.</param>
/// <param name="FirstDay">The first day on which players install.</param>
/// <param name="Days">Days of history, 1 to 1,000.</param>
/// <param name="TimeZone">IANA name of the game's reporting time zone.</param>
public sealed record WorldOptions(ulong Seed, long Players, DateOnly FirstDay, int Days, string TimeZone)
{
    public const ulong DefaultSeed = 20260131;
    public const long DefaultPlayers = 20_000;
    public const int DefaultDays = 90;
    public const long PlayersMax = 10_000_000;
    public const int DaysMax = 1_000;
    public const string DefaultTimeZone = "Europe/Stockholm";
}
