namespace Frontline.SampleGame.Sending;

/// <summary>What is to be sent: all that came due in (<paramref name="FromMillis"/>, <paramref name="UntilMillis"/>], in milliseconds since 1970.</summary>
/// <param name="FromMillis">Everything due at or before this was sent earlier.</param>
/// <param name="UntilMillis">The end.</param>
/// <param name="HistoryUntilMillis">What was due at or before this goes as history, and the rest as devices send it.</param>
public readonly record struct SendWindow(long FromMillis, long UntilMillis, long HistoryUntilMillis);
