namespace Frontline.Demo;

/// <summary>A pass over all players that sends what was due in (<paramref name="FromMillis"/>, <paramref name="UntilMillis"/>] as history.</summary>
/// <param name="FromMillis">Exclusive, milliseconds since 1970.</param>
/// <param name="UntilMillis">Inclusive.</param>
/// <param name="PlayersDone">All players with lower numbers are done.</param>
internal sealed record DemoPass(long FromMillis, long UntilMillis, long PlayersDone);
