namespace Frontline.Demo;

/// <summary>One sitting of a player: its events in time order.</summary>
internal sealed record SmallGameSession(SmallGamePlayer Player, string SessionId, string AppVersion, IReadOnlyList<SmallGameEvent> Events);
