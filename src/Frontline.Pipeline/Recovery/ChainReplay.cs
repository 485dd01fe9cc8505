using System.Globalization;
using System.Runtime.CompilerServices;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;

namespace Frontline.Pipeline.Recovery;

/// <summary>
/// Reads the rows of a chain again, entry by entry. Rows of one entry lie in its landing file or, once that is sealed, spread over sorted files which hold those of
/// many entries: such files are read once to count and then once for each part of the entries that fits into memory.
/// </summary>
internal sealed class ChainReplay(IObjectStore lake, ChainId chain, int rowsMax)
{
    private readonly Dictionary<long, ChainEntry> headers = [];
    private Timestamp latest = new(long.MinValue);

    /// <summary>The entries with rows in (after, last], in order.</summary>
    /// <exception cref="DataDamagedException">The chain or a file is damaged.</exception>
    public async IAsyncEnumerable<ReplayedEntry> ReadAsync(long after, long last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var cluster in Clusters(await FilesAsync(after, last, cancellation).ConfigureAwait(false)))
        {
            await foreach (var entry in ReadAsync(cluster, after, last, cancellation).ConfigureAwait(false))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Files that count as of an entry and may hold rows of later ones, by the first entry of their rows.</summary>
    private async ValueTask<List<DataFile>> FilesAsync(long after, long last, CancellationToken cancellation)
    {
        var read = await new ChainReader(lake, chain).ReadAsync(after, cancellation: cancellation).ConfigureAwait(false);
        var files = new Dictionary<string, DataFile>(StringComparer.Ordinal);
        foreach (var file in read.Restart?.Files ?? [])
        {
            files[file.Name] = file;
        }

        foreach (var entry in read.Entries.TakeWhile(entry => entry.Number <= last))
        {
            headers[entry.Number] = entry;
            foreach (var name in entry.Removed)
            {
                files.Remove(name);
            }

            foreach (var file in entry.Files)
            {
                files[file.Name] = file;
            }
        }

        return [.. files.Values.Where(file => file.LastEntry > after).OrderBy(file => file.FirstEntry).ThenBy(file => file.LastEntry).ThenBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>Groups of files whose entries overlap: no entry has rows in two groups.</summary>
    private static IEnumerable<List<DataFile>> Clusters(List<DataFile> files)
    {
        var cluster = new List<DataFile>();
        var end = long.MinValue;
        foreach (var file in files)
        {
            if (file.FirstEntry > end && cluster.Count > 0)
            {
                yield return cluster;
                cluster = [];
            }

            cluster.Add(file);
            end = Math.Max(end, file.LastEntry);
        }

        if (cluster.Count > 0)
        {
            yield return cluster;
        }
    }

    private async IAsyncEnumerable<ReplayedEntry> ReadAsync(List<DataFile> cluster, long after, long last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parts = cluster.Sum(file => file.Rows) <= rowsMax
            ? [(From: after + 1, To: last)]
            : Parts(await CountAsync(cluster, after, last, cancellation).ConfigureAwait(false));
        foreach (var (from, to) in parts)
        {
            var entries = new SortedDictionary<long, List<(RecordedRow Row, long? RecordedHour)>>();
            foreach (var file in cluster.Where(file => file.FirstEntry <= to && file.LastEntry >= from))
            {
                var hour = RecordedHour(file);
                await foreach (var rows in RowFiles.ReadAsync(lake, file, cancellation).ConfigureAwait(false))
                {
                    foreach (var row in rows.Where(row => row.Entry >= from && row.Entry <= to))
                    {
                        if (!entries.TryGetValue(row.Entry, out var ofEntry))
                        {
                            entries[row.Entry] = ofEntry = [];
                        }

                        ofEntry.Add((row, hour));
                    }
                }
            }

            foreach (var (number, rows) in entries)
            {
                yield return Entry(number, rows);
            }
        }
    }

    private ReplayedEntry Entry(long number, List<(RecordedRow Row, long? RecordedHour)> rows)
    {
        var sorted = rows.Select(pair => pair.Row).OrderBy(row => row.Receipt.Log, StringComparer.Ordinal).ThenBy(row => row.Receipt.Position).ThenBy(row => row.Receipt.Index).ToList();
        headers.TryGetValue(number, out var header);
        var recordedAt = header?.RecordedAt ?? sorted[0].RecordedAt ?? Proven(rows);
        latest = recordedAt > latest ? recordedAt : latest;
        return new ReplayedEntry(number, header?.Sha256 ?? "", latest, sorted);
    }

    /// <summary>Of rows from before they had it: nothing is recorded before it was received, and nothing outside its recorded hour.</summary>
    private static Timestamp Proven(List<(RecordedRow Row, long? RecordedHour)> rows)
    {
        var received = rows.Max(pair => pair.Row.ReceivedAt);
        if (rows[0].RecordedHour is not { } hour)
        {
            return received;
        }

        var start = new Timestamp(hour * Timestamp.MicrosPerHour);
        var end = new Timestamp(((hour + 1) * Timestamp.MicrosPerHour) - 1);
        return received < start ? start : received > end ? end : received;
    }

    private async ValueTask<SortedDictionary<long, long>> CountAsync(List<DataFile> cluster, long after, long last, CancellationToken cancellation)
    {
        var counts = new SortedDictionary<long, long>();
        foreach (var file in cluster)
        {
            await foreach (var rows in RowFiles.ReadAsync(lake, file, cancellation).ConfigureAwait(false))
            {
                foreach (var row in rows.Where(row => row.Entry > after && row.Entry <= last))
                {
                    counts[row.Entry] = counts.GetValueOrDefault(row.Entry) + 1;
                }
            }
        }

        return counts;
    }

    /// <summary>Ranges of entries with at most <see cref="rowsMax"/> rows, or of one entry.</summary>
    private List<(long From, long To)> Parts(SortedDictionary<long, long> counts)
    {
        var parts = new List<(long From, long To)>();
        var rows = 0L;
        foreach (var (entry, count) in counts)
        {
            if (parts.Count > 0 && rows + count <= rowsMax)
            {
                parts[^1] = (parts[^1].From, entry);
                rows += count;
            }
            else
            {
                parts.Add((entry, entry));
                rows = count;
            }
        }

        return parts;
    }

    /// <summary>Hours since 1970 out of a sealed file's name, <c>…/date=YYYY-MM-DD/hour=HH/…</c>; null for landing files.</summary>
    private static long? RecordedHour(DataFile file)
    {
        if (file.Kind == DataFileKind.Landing)
        {
            return null;
        }

        var parts = file.Name.Split('/');
        return parts.Length == 4
            && DateTimeOffset.TryParseExact(parts[1] + parts[2], "'date='yyyy-MM-dd'hour='HH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var hour)
            ? Timestamp.FromDateTimeOffset(hour).UnixHour
            : throw new DataDamagedException($"{file.Name} is no name of a sealed file.", file.Name);
    }
}
