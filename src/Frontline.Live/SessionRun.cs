using Frontline.Core;

namespace Frontline.Live;

/// <summary>A maximal run of a player's events, from the first to the last of them.</summary>
/// <param name="Start">The first event's time.</param>
/// <param name="End">The last event's time, inclusive.</param>
/// <param name="Values">The first event's values: the session counts under these.</param>
internal readonly record struct SessionRun(Timestamp Start, Timestamp End, DimensionValues Values);
