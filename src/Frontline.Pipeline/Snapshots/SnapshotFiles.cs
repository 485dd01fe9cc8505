using System.Globalization;
using System.IO.Hashing;
using Frontline.Core;
using Frontline.Core.State;
using Frontline.Core.Storage;
using Frontline.Lake.Chain;

namespace Frontline.Pipeline.Snapshots;

/// <summary>Copies the keyed state's files to the lake and back.</summary>
/// <remarks>The local files are the keyed state's own business and need no sync; the ones in the lake are named by an entry only once they are durable.</remarks>
internal sealed class SnapshotFiles(IObjectStore lake)
{
    private const int CopyBytes = 1 << 20;

    /// <summary>Checksums of local files that never change, by name, so that each is read once in a process.</summary>
    private readonly Dictionary<string, string> knownChecksums = new(StringComparer.Ordinal);

    /// <summary>Makes the lake hold an exported state; files the previous snapshot has too are not written again.</summary>
    /// <returns>The snapshot, and how many of its files were written now.</returns>
    public async ValueTask<(SnapshotReference Snapshot, int Written)> UploadAsync(string directory, IReadOnlyList<string> fileNames, long number, string folder, SnapshotReference? previous, IStateSnapshots naming, CancellationToken cancellation)
    {
        var earlier = previous?.Files.ToDictionary(file => file.FileName, StringComparer.Ordinal) ?? [];
        var files = new List<SnapshotFile>();
        var written = 0;
        foreach (var fileName in fileNames)
        {
            var path = Path.Combine(directory, fileName);
            var bytes = new FileInfo(path).Length;
            var checksum = await ChecksumAsync(path, isMutable: naming.IsMutableName(fileName), cancellation).ConfigureAwait(false);
            if (earlier.TryGetValue(fileName, out var same) && same.Bytes == bytes && same.Checksum == checksum)
            {
                files.Add(same);
                continue;
            }

            var name = folder + fileName;
            await lake.WriteAsync(name, async (target, token) =>
            {
                var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
                await using (source.ConfigureAwait(false))
                {
                    await source.CopyToAsync(target, CopyBytes, token).ConfigureAwait(false);
                }
            }, cancellation).ConfigureAwait(false);
            files.Add(new SnapshotFile(name, fileName, bytes, checksum));
            written++;
        }

        return (new SnapshotReference(number, files), written);
    }

    /// <summary>Puts a snapshot's files into an empty local folder.</summary>
    /// <exception cref="DataDamagedException">A file is missing or not the one that was written.</exception>
    public async ValueTask DownloadAsync(SnapshotReference snapshot, string directory, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in snapshot.Files)
        {
            if (file.FileName != Path.GetFileName(file.FileName))
            {
                throw new DataDamagedException($"The snapshot's file name '{file.FileName}' leads out of its folder.", file.Name);
            }

            var source = await lake.OpenAsync(file.Name, cancellation).ConfigureAwait(false) ?? throw new DataDamagedException("A file of the state's snapshot is missing.", file.Name);
            var path = Path.Combine(directory, file.FileName);
            await using (source.ConfigureAwait(false))
            {
                var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
                await using (target.ConfigureAwait(false))
                {
                    await source.CopyToAsync(target, CopyBytes, cancellation).ConfigureAwait(false);
                }
            }

            if (new FileInfo(path).Length != file.Bytes || await ReadChecksumAsync(path, cancellation).ConfigureAwait(false) != file.Checksum)
            {
                throw new DataDamagedException("A file of the state's snapshot is not the one that was written.", file.Name);
            }
        }
    }

    private static async ValueTask<string> ReadChecksumAsync(string path, CancellationToken cancellation)
    {
        var hash = new XxHash128();
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, CopyBytes, FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            await hash.AppendAsync(file, cancellation).ConfigureAwait(false);
        }

        return "xxh128:" + hash.GetCurrentHashAsUInt128().ToString("x32", CultureInfo.InvariantCulture);
    }

    private async ValueTask<string> ChecksumAsync(string path, bool isMutable, CancellationToken cancellation)
    {
        var name = Path.GetFileName(path);
        if (!isMutable && knownChecksums.TryGetValue(name, out var known))
        {
            return known;
        }

        var checksum = await ReadChecksumAsync(path, cancellation).ConfigureAwait(false);
        if (!isMutable)
        {
            knownChecksums[name] = checksum;
        }

        return checksum;
    }
}
