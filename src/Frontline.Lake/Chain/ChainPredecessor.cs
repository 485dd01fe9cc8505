namespace Frontline.Lake.Chain;

/// <summary>The chain of an earlier log that a new log's chain continues.</summary>
public sealed record ChainPredecessor(string Log, int Partition, long Number, long End);
