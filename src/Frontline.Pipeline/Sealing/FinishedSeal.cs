using Frontline.Lake;
using Frontline.Lake.Chain;

namespace Frontline.Pipeline.Sealing;

/// <summary>Sealed files and a snapshot that are durable and wait for the entry that names them.</summary>
/// <param name="Landing">The merged files.</param>
/// <param name="Files">What they were merged into.</param>
/// <param name="Snapshot">The state's snapshot; null for a state that cannot be copied.</param>
/// <param name="SnapshotFilesWritten">How many of the snapshot's files are new.</param>
/// <param name="Appended">Set once the entry is in the chain, so that the next sealing can begin.</param>
internal sealed record FinishedSeal(IReadOnlyList<DataFile> Landing, IReadOnlyList<DataFile> Files, SnapshotReference? Snapshot, int SnapshotFilesWritten, TaskCompletionSource Appended);
