using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Lake.Chain;

/// <summary>Makes the checkpoint of a folded chain. Writes ledger files, nothing else.</summary>
internal static class ChainFolder
{
    /// <summary>
    /// Ledger files are merged like the levels of a log-structured tree: a file is rewritten together with the newer ones once they hold as many lines as it does.
    /// So there are about log2(lines) files, and each line is rewritten about as often.
    /// </summary>
    public static async ValueTask<Checkpoint> FoldAsync(ChainStore store, ChainState state, string writer, Timestamp now, Func<long> nextCounter, CancellationToken cancellation)
    {
        var kept = state.Checkpoint?.LedgerFiles.ToList() ?? [];
        var merged = new List<LedgerFile>();
        for (var lines = (long)state.Counts.Count; lines > 0 && kept.Count > 0 && kept[^1].Lines <= lines; kept.RemoveAt(kept.Count - 1))
        {
            lines += kept[^1].Lines;
            merged.Add(kept[^1]);
        }

        if (state.Counts.Count > 0)
        {
            var sums = new LedgerSums();
            await foreach (var count in LedgerFiles.ReadAsync(store, merged, cancellation).ConfigureAwait(false))
                sums.Add(count);

            foreach (var count in state.Counts)
                sums.Add(count);

            kept.Add(await LedgerFiles.WriteAsync(store, LakeNames.Ledger(store.Chain, writer, nextCounter()), sums.Counts, cancellation).ConfigureAwait(false));
        }

        var at = state.Checkpoint is { } before && before.RecordedAt > now ? before.RecordedAt : now;
        return new Checkpoint
        {
            Number = state.Number,
            EntrySha256 = state.Sha256,
            EntryRecordedAt = state.RecordedAt,
            Writer = writer,
            RecordedAt = at,
            End = state.End,
            Files = [.. state.Files.Values.OrderBy(file => file.Name, StringComparer.Ordinal)],
            LedgerFiles = kept,
            Replaced = [.. state.Replaced.Select(pair => new ReplacedFile(pair.Key, pair.Value)), .. merged.Select(file => new ReplacedFile(file.Name, at))],
            Earlier = Earlier(state.Checkpoint, at),
            Predecessor = state.Predecessor,
            Snapshot = state.Snapshot,
        };
    }

    /// <summary>Whether something replaced at one time may be deleted at another.</summary>
    public static bool IsDue(Timestamp replacedAt, Timestamp now) => replacedAt + ChainWriter.KeptAfterReplacement <= now;

    /// <summary>Drops marks behind the newest one that is due: everything up to that one may be deleted, so the ones behind say nothing more.</summary>
    private static List<CheckpointMark> Earlier(Checkpoint? before, Timestamp now)
    {
        if (before is null)
            return [];

        var marks = new List<CheckpointMark>(before.Earlier) { new(before.Number, before.RecordedAt) };
        var newestDue = marks.FindLastIndex(mark => IsDue(mark.RecordedAt, now));
        if (newestDue > 0)
            marks.RemoveRange(0, newestDue);

        return marks;
    }
}
