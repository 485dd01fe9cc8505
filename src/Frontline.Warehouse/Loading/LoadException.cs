namespace Frontline.Warehouse.Loading;

/// <summary>A range could not be loaded because a file could not be read. Nothing of it is in the warehouse.</summary>
public sealed class LoadException(string message, Exception inner) : Exception(message, inner);
