namespace Frontline.Core.State;

/// <summary>A keyed state cannot be read. Nothing is lost with it: it is thrown away and rebuilt from the lake at the next start.</summary>
public sealed class KeyedStateDamagedException(string message, Exception? inner = null) : Exception(message, inner);
