namespace Frontline.Lake.Chain;

/// <summary>Deletes what was replaced or folded 24 hours ago, by the lake's own recorded times. Called by a writer right after it has proven that the chain is still its own.</summary>
internal static class ChainDeleter
{
    /// <param name="store">The chain's store.</param>
    /// <param name="state">Just folded: its checkpoint is the newest, and says what time it is.</param>
    /// <param name="oldestEntry">The lowest number of an entry in the store.</param>
    /// <param name="cancellation">Stops between deletions; the rest is deleted next time.</param>
    /// <returns>The lowest number now.</returns>
    public static async ValueTask<long> DeleteAsync(ChainStore store, ChainState state, long oldestEntry, CancellationToken cancellation)
    {
        var checkpoint = state.Checkpoint!;
        foreach (var (name, replacedAt) in checkpoint.Replaced)
        {
            if (!ChainFolder.IsDue(replacedAt, checkpoint.RecordedAt))
                continue;

            await store.Store.DeleteAsync(name, cancellation).ConfigureAwait(false);
            state.Replaced.Remove(name);
        }

        var due = checkpoint.Earlier.LastOrDefault(mark => ChainFolder.IsDue(mark.RecordedAt, checkpoint.RecordedAt));
        if (due.Number == 0)
            return oldestEntry;

        for (; oldestEntry <= due.Number; oldestEntry++)
            await store.Store.DeleteAsync(LakeNames.Entry(store.Chain, oldestEntry), cancellation).ConfigureAwait(false);

        await DeleteCheckpointsAsync(store, due.Number, cancellation).ConfigureAwait(false);
        return oldestEntry;
    }

    /// <summary>Those before the newest that is due were replaced when it, or one before it, was made. Listed, so that leftovers of losers go too.</summary>
    private static async ValueTask DeleteCheckpointsAsync(ChainStore store, long before, CancellationToken cancellation)
    {
        var old = new List<string>();
        await foreach (var item in store.Store.ListAsync(LakeNames.Checkpoints(store.Chain), cancellation).ConfigureAwait(false))
        {
            if (LakeNames.TryCheckpointNumber(store.Chain, item.Name, out var number) && number < before)
                old.Add(item.Name);
        }

        foreach (var name in old)
            await store.Store.DeleteAsync(name, cancellation).ConfigureAwait(false);
    }
}
