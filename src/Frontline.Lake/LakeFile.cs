using Frontline.Lake.Chain;

namespace Frontline.Lake;

/// <summary>A data file that counts, and the chain that says so.</summary>
public readonly record struct LakeFile(ChainId Chain, DataFile File);
