using Frontline.Warehouse.Loading;

namespace Frontline.Warehouse.DuckDb;

internal sealed class DuckDbRebuild(DuckDbWarehouse warehouse, DuckDbLoadTarget target) : IWarehouseRebuild
{
    public ILoadTarget Target => target;

    /// <summary>Whether it has been completed or thrown away.</summary>
    public bool IsOver { get; private set; }

    public Task CompleteAsync(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(IsOver, this);
        IsOver = true;
        return Task.Run(() => warehouse.Replace(target), cancellation);
    }

    public ValueTask DisposeAsync()
    {
        if (!IsOver)
        {
            IsOver = true;
            warehouse.Discard(target);
        }

        return ValueTask.CompletedTask;
    }
}
