using Frontline.Warehouse.Loading;

namespace Frontline.Warehouse;

/// <summary>A warehouse that is being built anew beside the current one. Disposed without <see cref="CompleteAsync"/>, it leaves nothing behind.</summary>
public interface IWarehouseRebuild : IAsyncDisposable
{
    /// <summary>Where the ranges are loaded into.</summary>
    ILoadTarget Target { get; }

    /// <summary>Puts the new warehouse in the old one's place, durably and at once; running queries finish on the old one.</summary>
    Task CompleteAsync(CancellationToken cancellation = default);
}
