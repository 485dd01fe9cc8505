using Frontline.Core;

namespace Frontline.Lake.Chain;

/// <summary>Reads a chain as its next writer must: all of it, strictly, with every entry checked against the ones before.</summary>
internal static class ChainLoader
{
    /// <returns>The folded chain, and the lowest number of an entry that is still in the store (1 when there is none).</returns>
    /// <exception cref="DataDamagedException">The chain contradicts itself.</exception>
    public static async ValueTask<(ChainState State, long OldestEntry)> LoadAsync(ChainStore store, CancellationToken cancellation)
    {
        while (true)
        {
            var checkpoint = await store.NewestCheckpointAsync(cancellation).ConfigureAwait(false);
            var (oldest, newest) = await EntryNumbersAsync(store, cancellation).ConfigureAwait(false);
            var state = checkpoint is null ? ChainState.Empty(store.Chain) : ChainState.From(store.Chain, checkpoint);
            var missing = await ApplyAllAsync(store, state, newest, cancellation).ConfigureAwait(false);

            // Entries may only be missing, or be leftovers of a loser, behind a checkpoint that came meanwhile.
            if (await store.NewestCheckpointNumberAsync(cancellation).ConfigureAwait(false) != (checkpoint?.Number ?? 0))
                continue;

            if (missing is { } number)
                throw new DataDamagedException($"Entry {number} of chain {store.Chain} is missing, while entry {newest} is there.", LakeNames.Entry(store.Chain, number));

            return (state, Math.Max(1, oldest));
        }
    }

    /// <summary>Applies the entries from the state on; returns the number of one that is missing before <paramref name="newest"/>, or null.</summary>
    private static async ValueTask<long?> ApplyAllAsync(ChainStore store, ChainState state, long newest, CancellationToken cancellation)
    {
        while (true)
        {
            var number = state.Number + 1;
            if (await store.EntryAsync(number, cancellation).ConfigureAwait(false) is not { } entry)
                return number < newest ? number : null;

            if (state.Problem(entry) is { } problem)
                throw new DataDamagedException($"Entry {number} of chain {store.Chain} contradicts those before it: {problem}.", LakeNames.Entry(store.Chain, number));

            state.Apply(entry);
        }
    }

    private static async ValueTask<(long Oldest, long Newest)> EntryNumbersAsync(ChainStore store, CancellationToken cancellation)
    {
        var (oldest, newest) = (0L, 0L);
        await foreach (var item in store.Store.ListAsync(store.Chain.Prefix, cancellation).ConfigureAwait(false))
        {
            if (!LakeNames.TryEntryNumber(store.Chain, item.Name, out var number))
                continue;

            oldest = oldest == 0 ? number : oldest;
            newest = number;
        }

        return (oldest, newest);
    }
}
