using System.Text;
using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Testing.Log;

/// <summary>Received batches for tests, each recognisable.</summary>
public static class TestBatches
{
    public static ReceivedBatch Numbered(int number, int events = 1) => new()
    {
        Game = "test-game",
        Key = WriteKeyKind.Production,
        Format = BatchFormat.Ndjson,
        ReceivedAt = new Timestamp(1_700_000_000_000_000 + number),
        EventCount = events,
        Body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, events).Select(index => $$"""{"name":"e{{number}}-{{index}}","player_id":"p"}""" + "\n"))),
        UserAgent = number % 2 == 0 ? "test/1" : null,
        RemoteAddress = "192.0.2.1",
    };

    /// <summary>The number a batch was made with.</summary>
    public static int NumberOf(Timestamp receivedAt) => (int)(receivedAt.UnixMicros - 1_700_000_000_000_000);
}
