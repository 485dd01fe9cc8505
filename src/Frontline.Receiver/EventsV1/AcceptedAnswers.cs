using System.Globalization;
using System.Text;

namespace Frontline.Receiver.EventsV1;

/// <summary>The bodies of <c>{"accepted": n}</c>, each made once. Thread-safe.</summary>
internal sealed class AcceptedAnswers(int eventsMax)
{
    // At most some 60 KB: one answer per number of events that has occurred.
    private readonly byte[]?[] kept = new byte[]?[Math.Min(eventsMax, 4096) + 1];

    public byte[] Of(int events) => events < kept.Length ? kept[events] ??= Encode(events) : Encode(events);

    private static byte[] Encode(int events) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"accepted\":{events}}}"));
}
