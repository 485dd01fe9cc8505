using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.Storage;

namespace Frontline.Lake.Chain;

/// <summary>Follows a chain. Stateless: every call reads the store. Thread-safe.</summary>
/// <remarks>
/// A look for news opens the entry after <c>after</c> and lists the few checkpoints; it never lists the entries. Entries at or below the newest
/// checkpoint are handed out only when they lead, hash by hash, to the entry that the checkpoint names: one that a writer created after
/// it had been folded away (it has lost, and knows it a moment later) does not. Entries a day older than that checkpoint are not handed out either: files they name may be deleted.
/// </remarks>
public sealed class ChainReader(IObjectStore store, ChainId chain)
{
    private readonly ChainStore chainStore = new(store, chain, strict: false);

    public ChainId Chain { get; } = chain;

    /// <summary>Entries after <paramref name="after"/> (0: from the beginning, through the newest checkpoint), at most <paramref name="most"/>. Verifies hashes and links.</summary>
    /// <exception cref="DataDamagedException">An entry is missing in the middle, swapped or changed.</exception>
    public async ValueTask<ChainRead> ReadAsync(long after, int most = int.MaxValue, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        while (true)
        {
            var folded = await chainStore.NewestCheckpointNumberAsync(cancellation).ConfigureAwait(false);
            var read = await ReadOnceAsync(after, most, folded, cancellation).ConfigureAwait(false);

            // Folded meanwhile: what was read may have been folded away under us.
            if (read is not null && folded == await chainStore.NewestCheckpointNumberAsync(cancellation).ConfigureAwait(false))
                return read;
        }
    }

    /// <summary>The newest checkpoint, or null.</summary>
    public ValueTask<Checkpoint?> NewestCheckpointAsync(CancellationToken cancellation = default) => chainStore.NewestCheckpointAsync(cancellation);

    /// <summary>The ledger as of a checkpoint: what its ledger files say. A (game, minute) may come several times; counts add up.</summary>
    /// <exception cref="DataDamagedException">A ledger file is missing or damaged.</exception>
    public IAsyncEnumerable<LedgerCount> ReadLedgerAsync(Checkpoint checkpoint, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return LedgerFiles.ReadAsync(chainStore, checkpoint.LedgerFiles, cancellation);
    }

    /// <summary>The whole ledger as of an entry of now, folded and not. A (game, minute) may come several times; counts add up.</summary>
    /// <exception cref="DataDamagedException">The chain or a ledger file is damaged.</exception>
    public async IAsyncEnumerable<LedgerCount> ReadLedgerAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var read = await ReadAsync(0, cancellation: cancellation).ConfigureAwait(false);
        if (read.Restart is not null)
        {
            await foreach (var count in ReadLedgerAsync(read.Restart, cancellation).ConfigureAwait(false))
                yield return count;
        }

        foreach (var count in read.Entries.SelectMany(entry => entry.Counts))
            yield return count;
    }

    /// <summary>The chains in a lake, in the order of their creation (predecessors first). Reads one small object for each, however long it is.</summary>
    /// <exception cref="DataDamagedException">The chains continue each other in a circle.</exception>
    public static async ValueTask<IReadOnlyList<ChainId>> ListChainsAsync(IObjectStore store, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var waiting = await ChainMarkers.ListAsync(store, cancellation).ConfigureAwait(false);
        var ordered = new List<ChainId>();
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(marker => marker.Predecessor is not { } before || !waiting.Exists(other => other.Chain == new ChainId(before.Log, before.Partition)));
            if (next < 0)
                throw new DataDamagedException($"The chains {string.Join(", ", waiting.Select(marker => marker.Chain))} each say that they continue another of them.", LakeNames.Markers);

            ordered.Add(waiting[next].Chain);
            waiting.RemoveAt(next);
        }

        return ordered;
    }

    /// <summary>Null when a checkpoint vanished meanwhile.</summary>
    private async ValueTask<ChainRead?> ReadOnceAsync(long after, int most, long folded, CancellationToken cancellation)
    {
        if (folded <= after)
            return new ChainRead(null, await ForwardAsync(after, previous: null, most, folded, cancellation).ConfigureAwait(false));

        if (await chainStore.CheckpointAsync(folded, cancellation).ConfigureAwait(false) is not { } checkpoint)
            return null;

        if (after > 0 && await LeadingToAsync(after, checkpoint, cancellation).ConfigureAwait(false) is { } entries)
        {
            if (entries.Count < most)
                entries.AddRange(await ForwardAsync(folded, checkpoint.EntrySha256, most - entries.Count, folded, cancellation).ConfigureAwait(false));

            return new ChainRead(null, entries.Count > most ? entries[..most] : entries);
        }

        return new ChainRead(checkpoint, await ForwardAsync(folded, checkpoint.EntrySha256, most, folded, cancellation).ConfigureAwait(false));
    }

    /// <summary>The entries between a reader and a checkpoint ahead of it, if all are still there, lead to it and are young enough for their files to be there; else null.</summary>
    private async ValueTask<List<ChainEntry>?> LeadingToAsync(long after, Checkpoint checkpoint, CancellationToken cancellation)
    {
        var entries = new List<ChainEntry>();
        var expected = checkpoint.EntrySha256;
        for (var number = checkpoint.Number; number > after; number--)
        {
            if (await chainStore.EntryAsync(number, cancellation).ConfigureAwait(false) is not { } entry || entry.Sha256 != expected || ChainFolder.IsDue(entry.RecordedAt, checkpoint.RecordedAt))
                return null;

            entries.Add(entry);
            expected = entry.Previous;
        }

        entries.Reverse();
        return entries;
    }

    private async ValueTask<List<ChainEntry>> ForwardAsync(long after, string? previous, int most, long folded, CancellationToken cancellation)
    {
        var entries = new List<ChainEntry>();
        while (entries.Count < most)
        {
            var number = after + 1 + entries.Count;
            var entry = await chainStore.EntryAsync(number, cancellation).ConfigureAwait(false);
            if (entry is null)
            {
                entry = await EndOrEntryAsync(number, folded, cancellation).ConfigureAwait(false);
                if (entry is null)
                    return entries;
            }

            previous ??= await PreviousAsync(number, folded, cancellation).ConfigureAwait(false);
            if (previous is not null && entry.Previous != previous)
                throw new DataDamagedException($"Entry {number} continues an entry with SHA-256 {entry.Previous}, but entry {number - 1} has {previous}: one of them was swapped or changed.", LakeNames.Entry(Chain, number));

            previous = entry.Sha256;
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>What an entry must continue. Asked for only when there is one, so that a look for news reads nothing else.</summary>
    private async ValueTask<string?> PreviousAsync(long number, long folded, CancellationToken cancellation)
    {
        if (number == 1)
            return ChainText.NoPrevious;

        if (await chainStore.EntryAsync(number - 1, cancellation).ConfigureAwait(false) is { } entry)
            return entry.Sha256;

        return folded == number - 1 ? (await chainStore.CheckpointAsync(folded, cancellation).ConfigureAwait(false))?.EntrySha256 : null;
    }

    /// <summary>At an entry that is not there: null at the chain's end, the entry when it was created meanwhile, damage when a later one exists.</summary>
    private async ValueTask<ChainEntry?> EndOrEntryAsync(long number, long folded, CancellationToken cancellation)
    {
        if (!await chainStore.HasEntryAsync(number + 1, cancellation).ConfigureAwait(false))
            return null;

        if (await chainStore.EntryAsync(number, cancellation).ConfigureAwait(false) is { } entry)
            return entry;

        // Folded away meanwhile: the caller sees the newer checkpoint and starts again.
        if (await chainStore.NewestCheckpointNumberAsync(cancellation).ConfigureAwait(false) != folded)
            return null;

        throw new DataDamagedException($"Entry {number} of chain {Chain} is missing, while entry {number + 1} is there.", LakeNames.Entry(Chain, number));
    }
}
