using Frontline.Core.Storage;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Sealing;

/// <summary>Merges landing files into sealed files by recorded hour. Runs beside the committer; the committer appends the seal entry.</summary>
/// <remarks>
/// At most <see cref="FanInMax"/> files are open at a time, each with one block of rows, so memory does not grow with the number or length of the inputs.
/// Many small files are first merged into fewer; rows in large ones are read and written once. An output has at most <see cref="RowsPerFileMax"/> rows, so an hour may have several.
/// </remarks>
public static class Sealer
{
    /// <summary>Files that are merged at a time.</summary>
    internal const int FanInMax = 32;

    /// <summary>Rows of an output file.</summary>
    internal const int RowsPerFileMax = 1 << 20;

    /// <summary>Merges with fewer rows than this are merged again when there are others: small sealed files make every later query slower.</summary>
    internal const int RowsPerMergeMin = 1 << 17;

    /// <summary>Merges landing files, streaming. The inputs stay; the caller appends an entry that names the outputs and removes the inputs.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="newName">Gives names never used: <see cref="ChainWriter.NewName"/>, which is thread-safe.</param>
    /// <param name="landing">Landing files of any recorded hours, each with the hour its entry was recorded in (hours since 1970).</param>
    /// <param name="cancellation">Stops between row blocks; outputs written so far are orphans and swept later.</param>
    /// <returns>The sealed files, with as many events, rejects and duplicates as the inputs.</returns>
    /// <exception cref="Frontline.Core.DataDamagedException">An input is missing or damaged, or a row stands in two.</exception>
    public static ValueTask<IReadOnlyList<DataFile>> MergeAsync(IObjectStore store, Func<DataFileKind, long, string> newName, IReadOnlyList<(DataFile File, long RecordedHour)> landing, CancellationToken cancellation = default) =>
        MergeAsync(store, newName, landing, FanInMax, RowsPerMergeMin, RowsPerFileMax, cancellation);

    internal static async ValueTask<IReadOnlyList<DataFile>> MergeAsync(IObjectStore store, Func<DataFileKind, long, string> newName, IReadOnlyList<(DataFile File, long RecordedHour)> landing, int fanInMax, long rowsPerMergeMin, int rowsPerFileMax, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(newName);
        ArgumentNullException.ThrowIfNull(landing);
        var outputs = new List<DataFile>();
        foreach (var hour in landing.GroupBy(input => input.RecordedHour, input => input.File).OrderBy(hour => hour.Key))
        {
            var intermediate = new List<DataFile>();
            var runs = hour.OrderBy(file => file.FirstEntry).ThenBy(file => file.Name, StringComparer.Ordinal).ToList();
            while (runs.Count > 0)
            {
                var groups = MergePlan.Group(runs, fanInMax, rowsPerFileMax);
                runs = [];
                foreach (var group in groups)
                {
                    if (groups.Count == 1 || group.Sum(file => file.Rows) >= rowsPerMergeMin)
                    {
                        outputs.AddRange(await RowMerge.MergeAsync(store, group, SealedOutputs(store, newName, hour.Key, rowsPerFileMax), cancellation).ConfigureAwait(false));
                    }
                    else
                    {
                        var merged = await RowMerge.MergeAsync(store, group, LandingOutput(store, newName), cancellation).ConfigureAwait(false);
                        intermediate.AddRange(merged);
                        runs.AddRange(merged);
                    }
                }
            }

            foreach (var file in intermediate)
                await store.DeleteAsync(file.Name, cancellation).ConfigureAwait(false);
        }

        return outputs;
    }

    private static MergeOutputs SealedOutputs(IObjectStore store, Func<DataFileKind, long, string> newName, long hour, int rowsPerFileMax) => new(
        new MergeOutput(store, DataFileKind.Events, () => newName(DataFileKind.Events, hour), rowsPerFileMax),
        new MergeOutput(store, DataFileKind.Rejects, () => newName(DataFileKind.Rejects, hour), rowsPerFileMax),
        new MergeOutput(store, DataFileKind.Duplicates, () => newName(DataFileKind.Duplicates, hour), rowsPerFileMax));

    private static MergeOutputs LandingOutput(IObjectStore store, Func<DataFileKind, long, string> newName)
    {
        var output = new MergeOutput(store, DataFileKind.Landing, () => newName(DataFileKind.Landing, 0), int.MaxValue);
        return new MergeOutputs(output, output, output);
    }
}
