using Frontline.Core.Storage;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Sealing;

/// <summary>Merges landing files into sealed files by recorded hour. Runs beside the committer; the committer appends the seal entry.</summary>
public static class Sealer
{
    /// <summary>Merges landing files, streaming. The inputs stay; the caller appends an entry that names the outputs and removes the inputs.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="newName">Gives names never used (from <see cref="ChainWriter.NewName"/>; called under no lock, so pre-draw or guard it).</param>
    /// <param name="landing">Landing files of any recorded hours, each with the hour its entry was recorded in.</param>
    /// <param name="cancellation">Stops between row blocks; outputs written so far are orphans and swept later.</param>
    public static ValueTask<IReadOnlyList<DataFile>> MergeAsync(IObjectStore store, Func<DataFileKind, long, string> newName, IReadOnlyList<(DataFile File, long RecordedHour)> landing, CancellationToken cancellation = default) => throw new NotImplementedException();
}
