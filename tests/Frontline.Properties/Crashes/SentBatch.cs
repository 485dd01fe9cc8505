using System.Text;
using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Properties.Crashes;

/// <summary>A batch of the client: it is sent, unchanged, until it is acknowledged, and now and then once more.</summary>
internal sealed class SentBatch
{
    private readonly string[] events;

    public SentBatch(int number, Random random, Timestamp now)
    {
        Number = number;
        events = [.. Enumerable.Range(0, random.Next(1, 4)).Select(index => Event(index, random, now))];
    }

    public int Number { get; }

    public int Count => events.Length;

    /// <summary>Whether a receipt for it has come.</summary>
    public bool IsAcknowledged { get; set; }

    public string EventOf(int index) => events[index];

    public bool IsBad(int index) => !events[index].Contains("\"name\"", StringComparison.Ordinal);

    public string? IdOf(int index) => events[index].Contains("event_id", StringComparison.Ordinal) ? $"b{Number}e{index}" : null;

    public ReceivedBatch Received(Timestamp at) => new()
    {
        Game = "game",
        Key = WriteKeyKind.Production,
        Format = BatchFormat.Ndjson,
        ReceivedAt = at,
        EventCount = Count,
        Body = Encoding.UTF8.GetBytes(string.Join('\n', events)),
    };

    /// <summary>Each event's text is unique, so that those without an id are known by it.</summary>
    private string Event(int index, Random random, Timestamp now)
    {
        var name = random.Next(12) == 0 ? "" : "\"name\":\"jumped\",";
        var id = random.Next(4) == 0 ? "" : $"\"event_id\":\"b{Number}e{index}\",";
        return $$$"""{{{{name}}}"player_id":"p{{{random.Next(5)}}}",{{{id}}}"time":"{{{now}}}","props":{"number":"{{{Number}}}-{{{index}}}"}}""";
    }
}
