namespace Frontline.Pipeline.Keyed;

/// <summary>The clock offset fixed for a session.</summary>
/// <param name="Session">64-bit XXH3 of the client's session_id.</param>
/// <param name="Micros">What is added to the session's client times.</param>
internal readonly record struct SessionOffset(ulong Session, long Micros);
