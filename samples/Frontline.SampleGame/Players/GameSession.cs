namespace Frontline.SampleGame.Players;

/// <summary>One sitting, as the client numbers it: its events are [<paramref name="First"/>, <paramref name="End"/>) of the life's.</summary>
/// <param name="First">Index of the first event.</param>
/// <param name="End">Index after the last event.</param>
/// <param name="OnlineAtMillis">When a device that played offline is online again; 0 when it was online all along.</param>
/// <param name="Version">Index of the app's version.</param>
internal readonly record struct GameSession(int First, int End, long OnlineAtMillis, int Version);
