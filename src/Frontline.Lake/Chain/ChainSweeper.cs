namespace Frontline.Lake.Chain;

/// <summary>Finds files of a chain that earlier writers wrote and nobody named: what a crash left behind.</summary>
internal static class ChainSweeper
{
    /// <summary>Names of the chain's files that no entry or checkpoint names and that are not <paramref name="writer"/>'s.</summary>
    public static async ValueTask<IReadOnlyList<string>> UnnamedAsync(ChainStore store, ChainState state, string writer, CancellationToken cancellation)
    {
        var named = Named(state);
        var unnamed = new List<string>();
        foreach (var prefix in Prefixes(store.Chain))
        {
            await foreach (var item in store.Store.ListAsync(prefix, cancellation).ConfigureAwait(false))
            {
                if (IsOfChain(store.Chain, item.Name) && !named.Contains(item.Name) && !item.Name.Contains(writer, StringComparison.Ordinal))
                    unnamed.Add(item.Name);
            }
        }

        return unnamed;
    }

    /// <summary>All names that the chain still has a use for: what counts, and what waits for its deletion.</summary>
    public static HashSet<string> Named(ChainState state)
    {
        var named = new HashSet<string>(state.Files.Keys, StringComparer.Ordinal);
        named.UnionWith(state.Replaced.Keys);
        named.UnionWith(state.Snapshot?.Files.Select(file => file.Name) ?? []);
        named.UnionWith(state.Checkpoint?.LedgerFiles.Select(file => file.Name) ?? []);
        return named;
    }

    /// <summary>Where files of a chain lie; sealed files share their folders with those of other chains.</summary>
    public static IEnumerable<string> Prefixes(ChainId chain) =>
    [
        $"landing/{chain.Log}/{chain.Partition}/",
        LakeNames.Folder(DataFileKind.Events),
        LakeNames.Folder(DataFileKind.Rejects),
        LakeNames.Folder(DataFileKind.Duplicates),
        $"ledger/{chain.Log}/{chain.Partition}/",
        $"state/{chain.Log}/{chain.Partition}/",
    ];

    /// <summary>Whether a name found under one of <see cref="Prefixes"/> is the chain's.</summary>
    public static bool IsOfChain(ChainId chain, string name)
    {
        var isSealed = name.StartsWith("events/", StringComparison.Ordinal) || name.StartsWith("rejects/", StringComparison.Ordinal) || name.StartsWith("duplicates/", StringComparison.Ordinal);
        return !isSealed || name.AsSpan(name.LastIndexOf('/') + 1).StartsWith(LakeNames.SealedStart(chain), StringComparison.Ordinal);
    }
}
