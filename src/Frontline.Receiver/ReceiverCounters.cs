using System.Collections.Concurrent;
using Frontline.Core;

namespace Frontline.Receiver;

/// <summary>What the Receiver has done since the start. Thread-safe.</summary>
public sealed class ReceiverCounters(TimeProvider time)
{
    private readonly long[] refused = new long[RefusalCodes.Count];
    private readonly ConcurrentDictionary<string, long> closedByServer = new(StringComparer.Ordinal);
    private readonly RecentErrors failures = new();
    private readonly RecentErrors refusals = new();
    private long acceptedBatches;
    private long acceptedEvents;
    private long unknownFields;
    private long clientsGone;
    private long refusedConnections;
    private int inFlight;

    /// <summary>Batches appended to the Inbox.</summary>
    public long AcceptedBatches => Interlocked.Read(ref acceptedBatches);

    /// <summary>Events in them.</summary>
    public long AcceptedEvents => Interlocked.Read(ref acceptedEvents);

    /// <summary>Top-level fields of accepted batches that are not known here.</summary>
    public long UnknownFields => Interlocked.Read(ref unknownFields);

    /// <summary>Requests whose client went away before it was answered.</summary>
    public long ClientsGone => Interlocked.Read(ref clientsGone);

    /// <summary>Connections closed at once because there were <see cref="ReceiverOptions.ConnectionsMax"/> already.</summary>
    public long RefusedConnections => Interlocked.Read(ref refusedConnections);

    /// <summary>Requests being worked on now.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>The newest empty 503s, newest last: what the person on call looks at.</summary>
    public IReadOnlyList<ReceiverError> LastFailures => failures.ToArray();

    /// <summary>The newest 4xx answers, newest last: what the programmer of a client looks at.</summary>
    public IReadOnlyList<ReceiverError> LastRefusals => refusals.ToArray();

    public long Refused(RefusalCode code) => Interlocked.Read(ref refused[(int)code]);

    /// <summary>Numbers of refused requests by code, codes that never occurred left out.</summary>
    public IReadOnlyDictionary<string, long> RefusedByCode() =>
        Enum.GetValues<RefusalCode>().Where(code => Refused(code) > 0).ToDictionary(static code => code.Text(), Refused, StringComparer.Ordinal);

    /// <summary>Numbers of connections that the web server ended itself, by its reason: headers or a first line that are too long or wrong, a time-out, a failed TLS handshake.</summary>
    public IReadOnlyDictionary<string, long> ClosedByServer() => new SortedDictionary<string, long>(closedByServer, StringComparer.Ordinal);

    internal void Enter() => Interlocked.Increment(ref inFlight);

    internal void Leave() => Interlocked.Decrement(ref inFlight);

    internal void ClientGone() => Interlocked.Increment(ref clientsGone);

    internal void RefuseConnection() => Interlocked.Increment(ref refusedConnections);

    internal void CloseByServer(string reason) => closedByServer.AddOrUpdate(reason, 1, static (_, count) => count + 1);

    internal void Accept(int events, int unknownFieldCount)
    {
        Interlocked.Increment(ref acceptedBatches);
        Interlocked.Add(ref acceptedEvents, events);
        if (unknownFieldCount > 0)
            Interlocked.Add(ref unknownFields, unknownFieldCount);
    }

    internal void Refuse(Refusal refusal, string? game)
    {
        Interlocked.Increment(ref refused[(int)refusal.Code]);
        var recent = refusal.Code.Status() == 503 ? failures : refusals;
        recent.Add(new ReceiverError(Timestamp.Now(time), refusal.Code.Text(), refusal.Message, game));
    }
}
