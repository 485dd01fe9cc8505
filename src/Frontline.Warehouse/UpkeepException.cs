namespace Frontline.Warehouse;

/// <summary>Upkeep did not fit the engine's bounds. The rows are as they were, and what is asked is answered from them; it can be tried again.</summary>
public sealed class UpkeepException(string message, Exception inner) : Exception(message, inner);
