using Frontline.Core;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Verification;

/// <summary>Walks a chain past whatever is wrong with it, saying each time what.</summary>
/// <remarks>
/// Entries after the newest checkpoint are all there is of their effects, so each must be there and fit. Those at or below it no longer count: as far as they
/// are still there they must lead to the checkpoint, and folding them must give what it says.
/// </remarks>
internal sealed class ChainWalk
{
    private readonly ChainStore store;
    private readonly FindingList findings;
    private readonly SortedSet<long> entryNumbers = [];
    private readonly SortedDictionary<long, Checkpoint> checkpoints = [];

    private ChainWalk(ChainStore store, FindingList findings)
    {
        this.store = store;
        this.findings = findings;
        State = ChainState.Empty(store.Chain);
    }

    /// <summary>The chain as far as it could be folded.</summary>
    public ChainState State { get; private set; }

    /// <summary>Entries read.</summary>
    public long Entries { get; private set; }

    public static async ValueTask<ChainWalk> WalkAsync(ChainStore store, FindingList findings, CancellationToken cancellation)
    {
        var walk = new ChainWalk(store, findings);
        await walk.ListAsync(cancellation).ConfigureAwait(false);
        var newest = walk.checkpoints.Values.LastOrDefault();
        if (newest is not null)
            await walk.WalkFoldedAsync(newest, cancellation).ConfigureAwait(false);

        walk.State = newest is null ? ChainState.Empty(store.Chain) : ChainState.From(store.Chain, newest);
        await walk.WalkNewAsync(cancellation).ConfigureAwait(false);
        return walk;
    }

    private async ValueTask ListAsync(CancellationToken cancellation)
    {
        var checkpointNumbers = new List<long>();
        await foreach (var item in store.Store.ListAsync(store.Chain.Prefix, cancellation).ConfigureAwait(false))
        {
            if (LakeNames.TryEntryNumber(store.Chain, item.Name, out var entry))
                entryNumbers.Add(entry);
            else if (LakeNames.TryCheckpointNumber(store.Chain, item.Name, out var checkpoint))
                checkpointNumbers.Add(checkpoint);
            else
                findings.Info(FindingKind.Orphan, item.Name, "It is neither an entry nor a checkpoint.");
        }

        foreach (var number in checkpointNumbers)
        {
            try
            {
                if (await store.CheckpointAsync(number, cancellation).ConfigureAwait(false) is { } checkpoint)
                    checkpoints.Add(number, checkpoint);
            }
            catch (DataDamagedException e)
            {
                findings.Error(FindingKind.ChangedCheckpoint, e.Where, e.Message);
            }
        }
    }

    private async ValueTask WalkNewAsync(CancellationToken cancellation)
    {
        foreach (var number in entryNumbers.GetViewBetween(State.Number + 1, long.MaxValue))
        {
            if (await ReadAsync(number, cancellation).ConfigureAwait(false) is not { } entry)
                continue;

            if (number != State.Number + 1)
            {
                for (var missing = State.Number + 1; missing < number; missing++)
                {
                    if (!entryNumbers.Contains(missing))
                        findings.Error(FindingKind.MissingEntry, LakeNames.Entry(store.Chain, missing), $"It is missing, while entry {number} is there.");
                }

                State.SkipTo(entry);
            }

            if (State.Problem(entry) is { } problem)
                findings.Error(FindingKind.BrokenChain, LakeNames.Entry(store.Chain, number), $"Entry {number} contradicts those before it: {problem}.");

            State.Apply(entry);
        }
    }

    /// <summary>Down from a checkpoint by the hashes as far as entries are there, then up again from an earlier checkpoint or the beginning.</summary>
    private async ValueTask WalkFoldedAsync(Checkpoint newest, CancellationToken cancellation)
    {
        var entries = new SortedDictionary<long, ChainEntry>();
        var expected = newest.EntrySha256;
        var number = newest.Number;
        for (; entryNumbers.Contains(number); number--)
        {
            if (await ReadAsync(number, cancellation).ConfigureAwait(false) is not { } entry)
                break;

            if (entry.Sha256 != expected)
            {
                ReportUnlinked(entry, expected);
                break;
            }

            entries.Add(number, entry);
            expected = entry.Previous;
        }

        if (!entryNumbers.Contains(number))
            ReportBehindGap(number);

        await RefoldAsync(entries, cancellation).ConfigureAwait(false);
    }

    private void ReportUnlinked(ChainEntry entry, string expected)
    {
        var name = LakeNames.Entry(store.Chain, entry.Number);
        if (entryNumbers.Min < entry.Number || entryNumbers.Contains(entry.Number + 1))
            findings.Error(FindingKind.BrokenChain, name, $"Its SHA-256 is {entry.Sha256}; what follows it says {expected}: it was swapped or changed, or the checkpoint was.");
        else
            findings.Info(FindingKind.LeftoverEntry, name, $"Writer {entry.Writer} created it where the true entry had been folded and deleted: it does not count.");
    }

    /// <summary>Folded entries are deleted from the lowest on. So a single one below a gap is what a loser created there; several are the rest of a chain out of which somebody took an entry.</summary>
    private void ReportBehindGap(long gap)
    {
        var behind = entryNumbers.TakeWhile(number => number < gap).ToList();
        if (behind.Count == 1)
            findings.Info(FindingKind.LeftoverEntry, LakeNames.Entry(store.Chain, behind[0]), "It lies behind the newest checkpoint and does not lead to it: it does not count.");
        else if (behind.Count > 1)
            findings.Error(FindingKind.MissingEntry, LakeNames.Entry(store.Chain, gap), $"It is missing, while entry {behind[^1]} is there. Both lie behind the newest checkpoint.");
    }

    private async ValueTask RefoldAsync(SortedDictionary<long, ChainEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0)
            return;

        var state = entries.ContainsKey(1) ? ChainState.Empty(store.Chain) : null;
        for (var number = entries.Keys.First() - 1; number <= entries.Keys.Last(); number++)
        {
            if (entries.TryGetValue(number, out var entry) && state is not null)
            {
                if (state.Problem(entry) is { } problem)
                    findings.Error(FindingKind.BrokenChain, LakeNames.Entry(store.Chain, number), $"Entry {number} contradicts those before it: {problem}.");

                state.Apply(entry);
            }

            if (!checkpoints.TryGetValue(number, out var checkpoint))
                continue;

            if (state is not null)
                await CompareAsync(state, checkpoint, cancellation).ConfigureAwait(false);

            state = ChainState.From(store.Chain, checkpoint);
        }
    }

    private async ValueTask CompareAsync(ChainState state, Checkpoint checkpoint, CancellationToken cancellation)
    {
        var name = LakeNames.Checkpoint(store.Chain, checkpoint.Number);
        if (checkpoint.EntrySha256 != state.Sha256 || checkpoint.End != state.End || checkpoint.EntryRecordedAt != state.RecordedAt)
            findings.Error(FindingKind.WrongCheckpoint, name, $"It says that entry {checkpoint.Number} ends at {checkpoint.End} and has SHA-256 {checkpoint.EntrySha256}; the entry ends at {state.End} and has {state.Sha256}.");

        var files = checkpoint.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        foreach (var wrong in state.Files.Values.Where(file => !files.TryGetValue(file.Name, out var said) || said != file).Select(file => file.Name)
            .Concat(files.Keys.Where(file => !state.Files.ContainsKey(file))))
        {
            findings.Error(FindingKind.WrongCheckpoint, name, $"It does not say of {wrong} what the entries say.");
        }

        if (await LedgerDiffersAsync(state, checkpoint, cancellation).ConfigureAwait(false))
            findings.Error(FindingKind.WrongCheckpoint, name, "Its ledger is not the sum of what the entries count.");
    }

    /// <summary>Only where all ledger files are still there: those of earlier checkpoints are deleted in time.</summary>
    private async ValueTask<bool> LedgerDiffersAsync(ChainState state, Checkpoint checkpoint, CancellationToken cancellation)
    {
        var sums = new LedgerSums();
        try
        {
            await foreach (var count in LedgerFiles.ReadAsync(store, checkpoint.LedgerFiles, cancellation).ConfigureAwait(false))
                sums.Add(count);

            await foreach (var count in LedgerFiles.ReadAsync(store, state.Checkpoint?.LedgerFiles ?? [], cancellation).ConfigureAwait(false))
                sums.Subtract(count);
        }
        catch (DataDamagedException)
        {
            return false;
        }

        foreach (var count in state.Counts)
            sums.Subtract(count);

        return !sums.AreZero;
    }

    private async ValueTask<ChainEntry?> ReadAsync(long number, CancellationToken cancellation)
    {
        try
        {
            var entry = await store.EntryAsync(number, cancellation).ConfigureAwait(false);
            Entries += entry is null ? 0 : 1;
            return entry;
        }
        catch (DataDamagedException e)
        {
            findings.Error(FindingKind.ChangedEntry, e.Where, e.Message);
            return null;
        }
    }
}
