namespace Frontline.Core.Live;

/// <summary>The chain that live windows follow.</summary>
/// <param name="Log">The id of the Stream's log.</param>
/// <param name="Partition">The partition, 0 on one machine.</param>
public readonly record struct LiveChain(string Log, int Partition);
