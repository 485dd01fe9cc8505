using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.Lake.Chain;

namespace Frontline.Lake;

/// <summary>Which data files count now: what <c>frontline lake files</c> lists.</summary>
public static class LakeFiles
{
    /// <summary>The files of all chains that count, per chain as of one entry of now, chain by chain and by name within it.</summary>
    /// <exception cref="DataDamagedException">A chain contradicts itself.</exception>
    public static async ValueTask<IReadOnlyList<LakeFile>> ListAsync(IObjectStore store, CancellationToken cancellation = default)
    {
        var files = new List<LakeFile>();
        foreach (var chain in await ChainReader.ListChainsAsync(store, cancellation).ConfigureAwait(false))
        {
            var read = await new ChainReader(store, chain).ReadAsync(0, cancellation: cancellation).ConfigureAwait(false);
            var state = read.Restart is null ? ChainState.Empty(chain) : ChainState.From(chain, read.Restart);
            foreach (var entry in read.Entries)
            {
                if (state.Problem(entry) is { } problem)
                    throw new DataDamagedException($"Entry {entry.Number} of chain {chain} contradicts those before it: {problem}.", LakeNames.Entry(chain, entry.Number));

                state.Apply(entry);
            }

            files.AddRange(state.Files.Values.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => new LakeFile(chain, file)));
        }

        return files;
    }
}
