using Frontline.Core.Storage;

namespace Frontline.Lake.Chain;

/// <summary>Follows a chain. Stateless: every call reads the store.</summary>
public sealed class ChainReader(IObjectStore store, ChainId chain)
{
    public ChainId Chain { get; } = chain;

    /// <summary>Entries after <paramref name="after"/> (0: from the beginning, through the newest checkpoint), at most <paramref name="most"/>. Verifies hashes and links.</summary>
    /// <exception cref="Frontline.Core.DataDamagedException">An entry is missing in the middle, swapped or changed.</exception>
    public ValueTask<ChainRead> ReadAsync(long after, int most = int.MaxValue, CancellationToken cancellation = default) => throw new NotImplementedException(store.ToString());

    /// <summary>The newest checkpoint, or null.</summary>
    public ValueTask<Checkpoint?> NewestCheckpointAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>The chains in a lake, in the order of their creation (predecessors first).</summary>
    public static ValueTask<IReadOnlyList<ChainId>> ListChainsAsync(IObjectStore store, CancellationToken cancellation = default) => throw new NotImplementedException();
}
