using System.Diagnostics.Metrics;

namespace Frontline.Receiver;

/// <summary>
/// Counts the connections that the web server ends by itself, over a bound or a rule of its own: what they asked reaches no handler that could count it.
/// The server tells them only by its metric <c>kestrel.connection.duration</c>, whose <c>error.type</c> is the reason. Thread-safe.
/// </summary>
internal sealed class KestrelClosings : IDisposable
{
    private const string MeterName = "Microsoft.AspNetCore.Server.Kestrel";
    private const string InstrumentName = "kestrel.connection.duration";
    private const string ReasonTag = "error.type";

    /// <summary>What is counted where more is known of it: clients that went away, bodies that were too slow, connections too many.</summary>
    private static readonly HashSet<string> CountedElsewhere =
        new(StringComparer.Ordinal) { "connection_reset", "unexpected_end_of_request_content", "min_request_body_data_rate", "aborted_by_app" };

    private readonly ReceiverCounters counters;
    private readonly MeterListener listener = new();

    /// <param name="meters">The host's own: every host in the process has a server, and a listener hears them all.</param>
    /// <param name="counters">Where it is counted.</param>
    public KestrelClosings(IMeterFactory meters, ReceiverCounters counters)
    {
        this.counters = counters;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == InstrumentName && instrument.Meter.Name == MeterName && instrument.Meter.Scope == meters)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == ReasonTag && value is string reason && !CountedElsewhere.Contains(reason))
                counters.CloseByServer(reason);
        }
    }
}
