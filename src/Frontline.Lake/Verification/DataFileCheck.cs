using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Storage;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Verification;

/// <summary>Reads one data file whole and compares it with what its chain says of it.</summary>
internal static class DataFileCheck
{
    /// <summary>Whether an object is there with these bytes; says so when not.</summary>
    public static async ValueTask<bool> BytesAsync(IObjectStore store, string name, long bytes, string checksum, FindingList findings, CancellationToken cancellation)
    {
        var stream = await store.OpenAsync(name, cancellation).ConfigureAwait(false);
        if (stream is null)
        {
            findings.Error(FindingKind.MissingFile, name, "The chain names it, and it is not there.");
            return false;
        }

        await using (stream.ConfigureAwait(false))
        {
            var (found, length) = await ChecksumStream.OfAsync(stream, cancellation).ConfigureAwait(false);
            if (found == checksum && length == bytes)
                return true;

            findings.Error(FindingKind.ChangedFile, name, $"It has {length} bytes and checksum {found}; the chain says {bytes} and {checksum}.");
            return false;
        }
    }

    /// <summary>Verifies bytes and rows; returns the rows that could be read.</summary>
    public static async ValueTask<long> RowsAsync(ChainState chain, IObjectStore store, DataFile file, FindingList findings, CancellationToken cancellation)
    {
        if (!await BytesAsync(store, file.Name, file.Bytes, file.Checksum, findings, cancellation).ConfigureAwait(false))
            return 0;

        var summary = new RowSummary(chain.Chain);
        try
        {
            using var reader = await RowFileReader.OpenAsync(store, file, ColumnBlock.RowsLimit, wanted: null, cancellation).ConfigureAwait(false);
            while (reader.Next() is { Length: > 0 } rows)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var row in rows)
                    summary.Add(row);
            }
        }
        catch (DataDamagedException e)
        {
            findings.Error(FindingKind.WrongRows, file.Name, e.Message);
        }

        foreach (var problem in summary.Problems(file, chain.Number))
            findings.Error(FindingKind.WrongRows, file.Name, problem);

        return summary.Rows;
    }

    /// <summary>What the rows of a file say, to be compared with what the chain says of the file.</summary>
    private sealed class RowSummary(ChainId chain)
    {
        private readonly long[] byOutcome = new long[3];
        private RecordedRow? last;
        private string? unsorted;
        private string? foreign;
        private long firstEntry = long.MaxValue;
        private long lastEntry = long.MinValue;
        private Timestamp? minTime;
        private Timestamp? maxTime;

        public long Rows => byOutcome.Sum();

        public void Add(RecordedRow row)
        {
            byOutcome[(int)row.Outcome]++;
            firstEntry = Math.Min(firstEntry, row.Entry);
            lastEntry = Math.Max(lastEntry, row.Entry);
            if (row.Outcome == Outcome.Event)
            {
                minTime = minTime is { } min && min <= row.Time ? min : row.Time;
                maxTime = maxTime is { } max && max >= row.Time ? max : row.Time;
            }

            if (last is not null && RowOrder.Instance.Compare(last, row) >= 0)
                unsorted ??= $"Row {row.Receipt} does not come after row {last.Receipt}, which stands before it.";

            if (row.Receipt.Log != chain.Log)
                foreign ??= $"Row {row.Receipt} is of another log than chain {chain}.";

            last = row;
        }

        public IEnumerable<string> Problems(DataFile file, long newestEntry)
        {
            var (events, rejects, duplicates) = (byOutcome[(int)Outcome.Event], byOutcome[(int)Outcome.Reject], byOutcome[(int)Outcome.Duplicate]);
            if ((events, rejects, duplicates) != (file.Events, file.Rejects, file.Duplicates))
                yield return $"It has {events} events, {rejects} rejects and {duplicates} duplicates; the chain says {file.Events}, {file.Rejects} and {file.Duplicates}.";

            if (Rows > 0 && (firstEntry != file.FirstEntry || lastEntry != file.LastEntry || lastEntry > newestEntry))
                yield return $"Its rows are of entries {firstEntry} to {lastEntry}; the chain says {file.FirstEntry} to {file.LastEntry} and ends at entry {newestEntry}.";

            if (minTime != file.MinTime || maxTime != file.MaxTime)
                yield return $"Its events are of {minTime} to {maxTime}; the chain says {file.MinTime} to {file.MaxTime}.";

            if (unsorted is not null)
                yield return unsorted;

            if (foreign is not null)
                yield return foreign;
        }
    }
}
