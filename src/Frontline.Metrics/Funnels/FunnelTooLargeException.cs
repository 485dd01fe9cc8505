namespace Frontline.Metrics.Funnels;

/// <summary>A funnel does not fit the memory it may use, however few players are counted at once.</summary>
public sealed class FunnelTooLargeException(string message) : Exception(message);
