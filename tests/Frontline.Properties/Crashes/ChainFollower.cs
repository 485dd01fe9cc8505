using Frontline.Core.Storage;
using Frontline.Lake.Chain;

namespace Frontline.Properties.Crashes;

/// <summary>
/// Stands for the Loader: reads the chains as it is started again, and remembers durably, and at once, what it has seen. An entry that was seen must stay.
/// </summary>
internal sealed class ChainFollower
{
    private readonly Dictionary<(ChainId Chain, long Number), string> seen = [];
    private readonly Dictionary<ChainId, long> ends = [];

    /// <summary>What is not as it was seen before, or null.</summary>
    public async Task<string?> FollowAsync(IObjectStore lake)
    {
        var chains = await ChainReader.ListChainsAsync(lake);
        foreach (var chain in ends.Keys.Except(chains))
        {
            return $"chain {chain} was seen and is gone";
        }

        foreach (var chain in chains)
        {
            var read = await new ChainReader(lake, chain).ReadAsync(0);
            var found = read.Entries.Select(entry => (entry.Number, entry.Sha256)).ToList();
            if (read.Restart is { } checkpoint)
            {
                found.Insert(0, (checkpoint.Number, checkpoint.EntrySha256));
            }

            if (found.Count == 0 && !ends.ContainsKey(chain))
            {
                // Listed, and not begun.
                continue;
            }

            foreach (var (number, sha256) in found)
            {
                if (seen.TryGetValue((chain, number), out var before) && before != sha256)
                {
                    return $"entry {number} was seen and is another now";
                }

                seen[(chain, number)] = sha256;
            }

            var end = found.Count > 0 ? found[^1].Number : 0;
            if (ends.GetValueOrDefault(chain) is var last && last > end)
            {
                return $"entry {last} was seen, and the chain ends at {end}";
            }

            ends[chain] = end;
        }

        return null;
    }
}
