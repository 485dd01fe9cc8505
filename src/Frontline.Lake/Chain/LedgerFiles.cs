using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Chain;

/// <summary>Folded ledger counts: gzipped lines of JSON, sorted by minute and game.</summary>
internal static class LedgerFiles
{
    public static async ValueTask<LedgerFile> WriteAsync(ChainStore store, string name, IEnumerable<LedgerCount> counts, CancellationToken cancellation)
    {
        var lines = 0L;
        var checksum = "";
        var bytes = await store.Store.WriteAsync(name, (stream, _) =>
        {
            using var hashed = new ChecksumStream(stream);
            using (var gzip = new GZipStream(hashed, CompressionLevel.Optimal, leaveOpen: true))
            {
                foreach (var count in counts.OrderBy(count => count.Minute).ThenBy(count => count.Game, StringComparer.Ordinal))
                {
                    gzip.Write(JsonSerializer.SerializeToUtf8Bytes(count, ChainJson.Default.LedgerCount));
                    gzip.WriteByte((byte)'\n');
                    lines++;
                }
            }

            checksum = hashed.Checksum;
            return ValueTask.CompletedTask;
        }, cancellation).ConfigureAwait(false);
        return new LedgerFile(name, bytes, checksum, lines);
    }

    public static async IAsyncEnumerable<LedgerCount> ReadAsync(ChainStore store, IReadOnlyList<LedgerFile> files, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            var packed = await store.BytesAsync(file.Name, cancellation).ConfigureAwait(false)
                ?? throw new DataDamagedException($"The ledger file {file.Name} is missing.", file.Name);
            if (packed.Length != file.Bytes || ChecksumStream.Of(packed) != file.Checksum)
                throw new DataDamagedException($"The ledger file {file.Name} was changed: its checksum is not the checkpoint's.", file.Name);

            var lines = 0L;
            using var reader = new StreamReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));
            while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                lines++;
                yield return JsonSerializer.Deserialize(line, ChainJson.Default.LedgerCount);
            }

            if (lines != file.Lines)
                throw new DataDamagedException($"The ledger file {file.Name} has {lines} lines, not {file.Lines}.", file.Name);
        }
    }
}
