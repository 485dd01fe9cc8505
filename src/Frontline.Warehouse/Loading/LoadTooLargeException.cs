namespace Frontline.Warehouse.Loading;

/// <summary>A range did not fit the engine's memory. Nothing of it is in the warehouse; with fewer rows, or when less is asked of the engine, it may fit.</summary>
public sealed class LoadTooLargeException(string message, Exception? inner = null) : Exception(message, inner);
