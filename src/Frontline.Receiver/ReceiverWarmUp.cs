using Frontline.Receiver.Bodies;
using Frontline.Receiver.EventsV1;
using Frontline.Receiver.Keys;
using Frontline.Receiver.WarmUp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Frontline.Receiver;

/// <summary>Runs made-up requests through the whole handler until the JIT has compiled it: the first real seconds would otherwise run at a tenth of the speed.</summary>
/// <remarks>With an Inbox and counters of its own, so nothing of it is kept or counted. Bounded by its number of rounds, some hundred milliseconds.</remarks>
public sealed class ReceiverWarmUp(TimeProvider time, ILogger<ReceiverWarmUp> log)
{
    // A method is compiled again, optimised, after 30 calls, on a thread of its own; the rest lets that thread come in between.
    internal const int Rounds = 120;

    private volatile bool isDone;

    /// <summary>Whether it has run to its end: part of being ready.</summary>
    public bool IsDone => isDone;

    /// <summary>Returns when all rounds have run. Safe to call again.</summary>
    /// <exception cref="InvalidOperationException">A sample was not answered as it must be: the program is broken.</exception>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var began = time.GetTimestamp();
        var options = new ReceiverOptions();
        var counters = new ReceiverCounters(time);
        var handler = new EventsHandler(
            options,
            new InboxUse(new DiscardingInbox(), options, counters),
            new KeyRing(WarmUpCatalog.Instance, options, time),
            new BufferBudget(options.BufferedBytesMax),
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

        isDone = true;
        log.Warm(time.GetElapsedTime(began).TotalMilliseconds);
    }
}
