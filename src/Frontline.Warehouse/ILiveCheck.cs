using Frontline.Core.Live;

namespace Frontline.Warehouse;

/// <summary>Compares kept live windows with a recount of the rows: promise 5, real time and batch agree. docs/specs/live.md, "The check".</summary>
public interface ILiveCheck
{
    /// <summary>Recounts every kept window as of the slice's positions.</summary>
    /// <param name="slice">Every window of every game and dimension, as read at once from the live store.</param>
    /// <param name="cancellation">Interrupts the recount.</param>
    /// <returns>What differs, at most 1,000; none when all agree; null when the warehouse has not loaded those positions yet.</returns>
    Task<IReadOnlyList<LiveDifference>?> CheckLiveAsync(LiveSlice slice, CancellationToken cancellation = default);
}
