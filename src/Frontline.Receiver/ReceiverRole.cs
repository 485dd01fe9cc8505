using Frontline.Core.Road;
using Frontline.Core.Roles;
using Frontline.Receiver.Bodies;

namespace Frontline.Receiver;

/// <summary>The Receiver as a station: warms up, then is there until it is told to stop. Requests themselves run in the web server, which drains them.</summary>
public sealed class ReceiverRole : IRole
{
    private readonly ReceiverWarmUp warmUp;
    private readonly ReceiverCounters counters;
    private readonly IInbox inbox;
    private readonly BufferBudget budget;
    private volatile string state = "starting";

    internal ReceiverRole(ReceiverWarmUp warmUp, ReceiverCounters counters, IInbox inbox, BufferBudget budget)
    {
        this.warmUp = warmUp;
        this.counters = counters;
        this.inbox = inbox;
        this.budget = budget;
    }

    public string Name => "receiver";

    /// <summary>Nothing waits here: a request is answered or refused, so the lag is zero.</summary>
    public RoleStatus Status
    {
        get
        {
            var last = counters.LastFailures is [.., var newest] ? newest : null;
            return new RoleStatus(Name, state, LagEvents: 0, LagSeconds: 0, last?.Message, last?.At, Details());
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await warmUp.RunAsync(cancellation).ConfigureAwait(false);
            state = "running";
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellation.Register(stopped.SetResult);
            await stopped.Task.ConfigureAwait(false);
            state = "stopped";
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            state = "stopped";
        }
        catch
        {
            state = "failed";
            throw;
        }
    }

    private Dictionary<string, object> Details()
    {
        var details = new Dictionary<string, object>
        {
            ["accepted_batches"] = counters.AcceptedBatches,
            ["accepted_events"] = counters.AcceptedEvents,
            ["in_flight"] = counters.InFlight,
            ["buffered_bytes"] = budget.Used,
            ["clients_gone"] = counters.ClientsGone,
            ["refused_connections"] = counters.RefusedConnections,
            ["closed_by_server"] = counters.ClosedByServer(),
            ["unknown_fields"] = counters.UnknownFields,
            ["refused"] = counters.RefusedByCode(),
            ["last_failures"] = counters.LastFailures,
            ["last_refusals"] = counters.LastRefusals,
        };
        if (inbox.Refusal is { } reason)
            details["inbox_refusal"] = reason;
        if (inbox is IInboxRecovery { Recovery: { } cut })
            details["inbox_recovery"] = cut;
        return details;
    }
}
