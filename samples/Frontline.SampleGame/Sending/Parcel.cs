namespace Frontline.SampleGame.Sending;

/// <summary>Consecutive events of one player that are sent together.</summary>
/// <param name="IsServer">Whether [<paramref name="First"/>, <paramref name="End"/>) are indices of the life's server events rather than of its own.</param>
/// <param name="First">Index of the first event.</param>
/// <param name="End">Index after the last event.</param>
/// <param name="DueMillis">When it is sent.</param>
/// <param name="Times">2 when the answer is lost and the whole parcel is sent again, else 1.</param>
/// <param name="Key">How it is sent.</param>
internal readonly record struct Parcel(bool IsServer, int First, int End, long DueMillis, int Times, SendKey Key);
