namespace Frontline.Warehouse;

/// <summary>What a warehouse of deltas needs done from time to time. Called by the Loader between loads.</summary>
public interface IWarehouseUpkeep
{
    /// <summary>What loads have spent on appending to each model since the program was started, by the model's name.</summary>
    IReadOnlyDictionary<string, TimeSpan> SpentByModel { get; }

    /// <summary>Unites the runs of sessions loaded so far, so that <c>sessions</c> shows them; also on demand (<c>refresh</c>).</summary>
    /// <exception cref="UpkeepException">It did not fit the engine's bounds; what was done stays done.</exception>
    Task RefreshSessionsAsync(CancellationToken cancellation = default);

    /// <summary>Merges deltas of closed days and of slices with many of them. Stops between pieces when cancelled.</summary>
    /// <param name="between">Called after each piece, so that loads need not wait for all of them; null for nothing.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The number of slices merged.</returns>
    /// <exception cref="UpkeepException">It did not fit the engine's bounds; what was done stays done.</exception>
    Task<int> MergeAsync(Func<CancellationToken, Task>? between = null, CancellationToken cancellation = default);

    /// <summary>Why the warehouse must be built anew before it can go on, in a sentence; null when it need not.</summary>
    ValueTask<string?> RebuildReasonAsync(CancellationToken cancellation = default);
}
