using Frontline.Core;

namespace Frontline.Lake.Chain;

/// <summary>An earlier checkpoint: up to which entry it folded the chain, and when. Decides when folded entries may be deleted.</summary>
public readonly record struct CheckpointMark(long Number, Timestamp RecordedAt);
