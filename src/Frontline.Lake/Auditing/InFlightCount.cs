namespace Frontline.Lake.Auditing;

/// <summary>Events of a game and received minute (since 1970) that lie in the Inbox beyond the chain's end.</summary>
public readonly record struct InFlightCount(string Game, long Minute, long Events);
