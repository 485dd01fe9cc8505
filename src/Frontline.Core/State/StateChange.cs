namespace Frontline.Core.State;

/// <param name="Kind">What to do.</param>
/// <param name="Key">The key, or the inclusive beginning of a deleted range.</param>
/// <param name="Value">The value put, or the exclusive end of a deleted range.</param>
public readonly record struct StateChange(StateChangeKind Kind, byte[] Key, byte[] Value);
