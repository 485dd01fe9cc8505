using System.Globalization;

namespace Frontline.Bench.Road;

internal sealed record RoadSample(double Seconds, long AcceptedEvents, long ResidentBytes, TimeSpan Processor, IReadOnlyDictionary<string, long> Lags)
{
    public string LagText => string.Join(", ", Lags.Select(lag => string.Create(CultureInfo.InvariantCulture, $"{lag.Key} {lag.Value}")));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seconds,6:N0} s  {AcceptedEvents,12:N0} events  {ResidentBytes / 1048576,5} MB  {Processor.TotalSeconds,6:N1} s CPU  lag: {LagText}");
}
