namespace Frontline.Core.Live;

/// <summary>Up to where a chain has been counted.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Entry">The newest entry with rows that is counted; 0 when there is none.</param>
/// <param name="AsOf">That entry's <c>recorded_at</c>.</param>
public readonly record struct LivePosition(LiveChain Chain, long Entry, Timestamp AsOf);
