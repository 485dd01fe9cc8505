namespace Frontline.Warehouse;

/// <summary>What a warehouse of deltas needs done from time to time. Called by the Loader between loads.</summary>
public interface IWarehouseUpkeep
{
    /// <summary>Unites the runs of sessions loaded so far, so that <c>sessions</c> shows them; also on demand (<c>refresh</c>).</summary>
    Task RefreshSessionsAsync(CancellationToken cancellation = default);

    /// <summary>Merges deltas of closed days and of slices with many of them. Stops between slices when cancelled.</summary>
    /// <returns>The number of slices merged.</returns>
    Task<int> MergeAsync(CancellationToken cancellation = default);

    /// <summary>Why the warehouse must be built anew before it can go on, in a sentence; null when it need not.</summary>
    ValueTask<string?> RebuildReasonAsync(CancellationToken cancellation = default);
}
