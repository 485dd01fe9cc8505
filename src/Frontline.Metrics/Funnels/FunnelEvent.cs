namespace Frontline.Metrics.Funnels;

/// <summary>An event that may be a step.</summary>
/// <param name="Micros">Its time, microseconds since 1970.</param>
/// <param name="Place">Orders events of one moment.</param>
/// <param name="Steps">Bit k is set where it may be the step after k others.</param>
/// <param name="Values">The place of its dimensions' values among those seen; 0 where it begins no chain or nothing is asked by.</param>
internal readonly record struct FunnelEvent(long Micros, long Place, int Steps, int Values) : IComparable<FunnelEvent>
{
    /// <summary>In time; of one moment as they were received; of two chains with the same numbers, always the same way.</summary>
    public int CompareTo(FunnelEvent other) =>
        Micros != other.Micros ? Micros.CompareTo(other.Micros) : Place != other.Place ? Place.CompareTo(other.Place) : Steps.CompareTo(other.Steps);
}
