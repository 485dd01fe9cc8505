namespace Frontline.Lake.Chain;

/// <summary>Another writer owns the chain now: all uncommitted state of this one is void.</summary>
public sealed class ChainLostException(string message) : Exception(message);
