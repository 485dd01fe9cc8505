using System.Globalization;

namespace Frontline.Bench.Road;

/// <param name="Lags">Events by role.</param>
/// <param name="LagSeconds">Of the role furthest behind.</param>
internal sealed record RoadSample(double Seconds, long AcceptedEvents, long ResidentBytes, long DiskBytes, TimeSpan Processor, IReadOnlyDictionary<string, long> Lags, double LagSeconds)
{
    public string LagText => string.Join(", ", Lags.Select(lag => string.Create(CultureInfo.InvariantCulture, $"{lag.Key} {lag.Value}")));

    /// <summary>The lag of the role that is furthest behind, in events.</summary>
    public long WorstLag => Lags.Values.DefaultIfEmpty().Max();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seconds,6:N0} s  {AcceptedEvents,12:N0} events  {ResidentBytes / 1048576,5} MB  {DiskBytes / 1048576,6} MB disk  {Processor.TotalSeconds,6:N1} s CPU  lag: {LagText}, {LagSeconds:N1} s");
}
