using Frontline.Receiver.Bodies;
using Frontline.Receiver.EventsV1;
using Frontline.Receiver.Keys;
using Frontline.Receiver.WarmUp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Frontline.Receiver;

/// <summary>Runs made-up requests through the whole handler until the JIT has compiled it: the first real seconds would otherwise run at a tenth of the speed.</summary>
/// <remarks>With an Inbox and counters of its own, so nothing of it is kept or counted. Bounded by its number of rounds, some hundred milliseconds.</remarks>
public sealed class ReceiverWarmUp(ReceiverOptions options, TimeProvider time, ILogger<ReceiverWarmUp> log)
{
    // A method is compiled again, optimised, after 30 calls, on a thread of its own; the rest lets that thread come in between.
    internal const int Rounds = 120;

    private volatile bool isDone;

    /// <summary>Whether it has run to its end: part of being ready.</summary>
    public bool IsDone => isDone;

    /// <summary>Returns when all rounds have run, or at once where the options want none. Safe to call again.</summary>
    /// <exception cref="InvalidOperationException">A sample was not answered as it must be: the program is broken.</exception>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        if (options.WarmUp)
            await RunRoundsAsync(cancellation).ConfigureAwait(false);
        isDone = true;
    }

    private async Task RunRoundsAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var defaults = new ReceiverOptions();
        var counters = new ReceiverCounters(time);
        var handler = new EventsHandler(
            defaults,
            new InboxUse(new DiscardingInbox(), defaults, counters),
            new KeyRing(WarmUpCatalog.Instance, defaults, time),
            new BufferBudget(defaults.BufferedBytesMax),
            counters,
            time,
            NullLogger<EventsHandler>.Instance);
        var samples = WarmUpSample.All();
        for (var round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var sample in samples)
                await sample.SendAsync(handler).ConfigureAwait(false);
            await Task.Yield();
        }

        log.Warm(time.GetElapsedTime(began).TotalMilliseconds);
    }
}
