using Frontline.Warehouse.Queries;

namespace Frontline.Warehouse.DuckDb;

/// <summary>Questions and the writer share the engine's memory, and a load or a merge may have taken it all: a small question that was refused then is asked again when that is done, within its own time.</summary>
internal static class SecondTry
{
    private const int TriesMax = 3;

    /// <param name="ask">Asks, within the time given. Refused for want of memory, it ends with <see cref="QueryFailure.OutOfMemory"/>.</param>
    /// <param name="works">What the writer has begun and ended, counted; odd while it works.</param>
    /// <param name="whenIdle">Waits until what the writer does now is done.</param>
    /// <param name="limit">Time for all tries together.</param>
    /// <param name="time">The clock.</param>
    public static async Task<T> WhileBusyAsync<T>(Func<TimeSpan, Task<T>> ask, Func<long> works, Func<Task> whenIdle, TimeSpan limit, TimeProvider time)
    {
        var began = time.GetTimestamp();
        var left = limit;
        for (var tries = 1; ; tries++)
        {
            var before = works();
            try
            {
                return await ask(left).ConfigureAwait(false);
            }
            catch (QueryException exception) when (exception.Failure == QueryFailure.OutOfMemory && tries < TriesMax && (works() != before || before % 2 == 1))
            {
                await whenIdle().ConfigureAwait(false);
                left = limit - time.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                {
                    throw;
                }
            }
        }
    }
}
