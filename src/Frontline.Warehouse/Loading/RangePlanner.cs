using Frontline.Core.Road;
using Frontline.Lake;
using Frontline.Lake.Chain;

namespace Frontline.Warehouse.Loading;

/// <summary>
/// Cuts what was read of a chain into ranges to load, in order. Pure. Each file that counts at the end of what was read and has rows above the position is
/// taken, wherever its rows came from: a landing file that a seal in the same read has replaced is never opened. Files whose entries overlap
/// stay together; a range of more rows than wanted is cut between entries, and then its files are read once per piece.
/// </summary>
public static class RangePlanner
{
    /// <param name="chain">Which chain.</param>
    /// <param name="after">The position: entries up to this one are loaded.</param>
    /// <param name="sha256">That entry's SHA-256 as it was loaded; null at the beginning, and where it had been folded away.</param>
    /// <param name="read">What <see cref="ChainReader"/> gave for <paramref name="after"/>.</param>
    /// <param name="folded">The ledger as of <see cref="ChainRead.Restart"/>; empty when there is none.</param>
    /// <param name="pathOf">The path under which the engine reads an object.</param>
    /// <param name="rowsMax">Rows wanted in a range at most.</param>
    /// <exception cref="ChainMismatchException">What was loaded is not what the chain has, or loaded rows were rewritten.</exception>
    public static IReadOnlyList<LoadRange> Plan(
        ChainId chain, long after, string? sha256, ChainRead read, IReadOnlyList<LedgerCount> folded, Func<string, string> pathOf, long rowsMax)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(pathOf);
        Compare(chain, after, sha256, read);
        var through = read.Entries.Count > 0 ? read.Entries[^1].Number : read.Restart?.Number ?? after;
        if (through <= after)
        {
            return [];
        }

        var ends = Ends(Counting(read).Where(file => file.LastEntry > after).OrderBy(file => file.FirstEntry).ThenBy(file => file.Name, StringComparer.Ordinal).ToList(), after, through, rowsMax);
        var ranges = new List<LoadRange>();
        foreach (var (files, end) in ends)
        {
            ranges.Add(Range(chain, after, end, files, read, folded, pathOf));
            after = end;
        }

        return ranges;
    }

    private static void Compare(ChainId chain, long after, string? sha256, ChainRead read)
    {
        if (after == 0)
        {
            return;
        }

        if (read.Restart is { } restart && restart.Number < after)
        {
            throw new ChainMismatchException($"Chain {chain} is loaded up to entry {after}, but its newest checkpoint is at {restart.Number}: it was restored from an older copy.");
        }

        var known = read.Restart is null ? (read.Entries is [var first, ..] ? first.Previous : null) : read.Restart.Number == after ? read.Restart.EntrySha256 : null;
        if (sha256 is not null && known is not null && known != sha256)
        {
            throw new ChainMismatchException($"Entry {after} of chain {chain} has SHA-256 {known}, but {sha256} was loaded: it is another chain now.");
        }

        if (read.Restart is null && read.Entries.Count > 0 && read.Entries[0].Number != after + 1)
        {
            throw new ChainMismatchException($"Chain {chain} goes on with entry {read.Entries[0].Number} after entry {after}.");
        }

        foreach (var entry in read.Entries)
        {
            if (entry.Kind == ChainEntryKind.Rewrite && entry.Files.Any(file => file.FirstEntry <= after))
            {
                throw new ChainMismatchException($"Entry {entry.Number} of chain {chain} has rewritten rows that are loaded.");
            }
        }
    }

    /// <summary>The files that count as of the last entry read.</summary>
    private static Dictionary<string, DataFile>.ValueCollection Counting(ChainRead read)
    {
        var files = new Dictionary<string, DataFile>(StringComparer.Ordinal);
        foreach (var file in read.Restart?.Files ?? [])
        {
            files.Add(file.Name, file);
        }

        foreach (var entry in read.Entries)
        {
            foreach (var removed in entry.Removed)
            {
                files.Remove(removed);
            }

            foreach (var file in entry.Files)
            {
                files[file.Name] = file;
            }
        }

        return files.Values;
    }

    /// <summary>Files and last entries of the ranges. Neighbours share a range while their rows fit.</summary>
    private static IEnumerable<(IReadOnlyList<DataFile> Files, long End)> Ends(List<DataFile> files, long after, long through, long rowsMax)
    {
        var open = new List<DataFile>();
        var rows = 0L;
        var last = after;
        for (var at = 0; at < files.Count;)
        {
            // A group of files whose entries overlap, directly or through others.
            var group = new List<DataFile>();
            var groupLast = Math.Max(last, files[at].FirstEntry);
            for (; at < files.Count && (group.Count == 0 || files[at].FirstEntry <= groupLast); at++)
            {
                group.Add(files[at]);
                groupLast = Math.Max(groupLast, files[at].LastEntry);
            }

            var groupRows = group.Sum(file => file.Rows);
            if (open.Count > 0 && rows + groupRows > rowsMax)
            {
                yield return (open, last);
                open = [];
                rows = 0;
            }

            foreach (var cut in Cuts(last, groupLast, groupRows, rowsMax))
            {
                yield return (group, cut);
            }

            open.AddRange(group);
            rows += groupRows > rowsMax ? rowsMax : groupRows;
            last = groupLast;
        }

        yield return (open, through);
    }

    /// <summary>Where a group of too many rows is cut: between entries, evenly, the last piece left to the caller.</summary>
    private static IEnumerable<long> Cuts(long after, long last, long rows, long rowsMax)
    {
        var pieces = Math.Min(last - after, (rows + rowsMax - 1) / rowsMax);
        for (var piece = 1L; piece < pieces; piece++)
        {
            yield return after + (long)((Int128)(last - after) * piece / pieces);
        }
    }

    private static LoadRange Range(ChainId chain, long after, long end, IReadOnlyList<DataFile> files, ChainRead read, IReadOnlyList<LedgerCount> folded, Func<string, string> pathOf)
    {
        var restart = read.Restart;
        var entries = read.Entries.Where(entry => entry.Number > after && entry.Number <= end).ToList();
        var passesRestart = restart is not null && after < restart.Number && end >= restart.Number;
        var newest = entries.LastOrDefault();
        return new LoadRange
        {
            Chain = chain,
            After = after,
            Through = end,
            Sha256 = newest?.Number == end ? newest.Sha256 : restart?.Number == end ? restart.EntrySha256 : null,
            End = newest?.End ?? (passesRestart ? restart!.End : 0),
            RecordedAt = newest?.RecordedAt ?? restart!.RecordedAt,
            Files = [.. files.Where(file => file.LastEntry > after && file.FirstEntry <= end).Select(file => new LoadFile(file, pathOf(file.Name)))],
            Counts = Sum((passesRestart ? folded : []).Concat(entries.SelectMany(entry => entry.Counts))),
            ReplacesLedger = passesRestart,
        };
    }

    private static List<LedgerCount> Sum(IEnumerable<LedgerCount> counts)
    {
        var sums = new Dictionary<(string, long), LedgerCount>();
        foreach (var count in counts)
        {
            sums[(count.Game, count.Minute)] = sums.TryGetValue((count.Game, count.Minute), out var sum)
                ? new LedgerCount(
                    count.Game, count.Minute, sum.Received + count.Received, sum.Recorded + count.Recorded, sum.Rejected + count.Rejected,
                    sum.Duplicate + count.Duplicate, sum.Erased + count.Erased)
                : count;
        }

        return [.. sums.Values];
    }
}
