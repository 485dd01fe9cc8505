using Frontline.Lake.Chain;

namespace Frontline.Pipeline.Recovery;

/// <summary>A chain of the lineage that ends in the Recorder's own: up to which entry it counts, and its newest snapshot.</summary>
internal sealed record ChainPart(ChainId Chain, long Last, string LastSha256, SnapshotReference? Snapshot);
