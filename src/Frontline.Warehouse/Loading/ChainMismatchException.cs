namespace Frontline.Warehouse.Loading;

/// <summary>What is loaded is not what the chain says now: the warehouse must be built anew.</summary>
public sealed class ChainMismatchException(string message) : Exception(message);
