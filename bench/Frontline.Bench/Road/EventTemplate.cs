using System.Globalization;
using System.Text;

namespace Frontline.Bench.Road;

/// <summary>
/// Bodies of 100 events of about 300 bytes with device context, three free props and random UUID event ids, made by patching ids, players and times
/// into a prepared body: the load generator shares the two cores with what it measures, so it must cost next to nothing.
/// </summary>
internal sealed class EventTemplate
{
    private const string Hex = "0123456789abcdef";
    private readonly byte[] body;
    private readonly List<int> idOffsets = [];
    private readonly List<int> playerOffsets = [];
    private readonly List<int> timeOffsets = [];
    private readonly Random random;
    private readonly int playerCount;

    public EventTemplate(int eventsPerBatch, int playerCount, Random random)
    {
        this.random = random;
        this.playerCount = playerCount;
        EventsPerBatch = eventsPerBatch;
        var text = new StringBuilder("{\"context\":{\"platform\":\"android\",\"os_version\":\"15\",\"device_model\":\"Pixel 8\",\"app_version\":\"1.4.2\",\"country\":\"SE\",\"language\":\"sv\"},\"events\":[");
        for (var i = 0; i < eventsPerBatch; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{{\"name\":\"{(i % 2 == 0 ? "level_start" : "level_complete")}\",\"player_id\":\"p");
            playerOffsets.Add(text.Length);
            text.Append("00000000\",\"event_id\":\"");
            idOffsets.Add(text.Length);
            text.Append("00000000-0000-4000-8000-000000000000\",\"time\":\"");
            timeOffsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"2026-01-31T12:00:00.000Z\",\"session_id\":\"s{i / 10}\",\"sequence\":{i},\"props\":{{\"level\":{(i % 120) + 1},\"attempt\":{(i % 7) + 1},\"board\":\"jelly-{i % 9}\",\"boosters\":{i % 4},\"moves_left\":{i % 25}}}}}");
        }

        text.Append("]}");
        body = Encoding.ASCII.GetBytes(text.ToString());
    }

    public int EventsPerBatch { get; }

    public int Bytes => body.Length;

    /// <summary>The next body; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Next(DateTimeOffset now)
    {
        Span<byte> time = stackalloc byte[24];
        now.UtcDateTime.TryFormat(time, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var player = random.Next(playerCount);
        Span<byte> digits = stackalloc byte[8];
        player.TryFormat(digits, out _, "D8", CultureInfo.InvariantCulture);
        for (var i = 0; i < EventsPerBatch; i++)
        {
            PatchId(body.AsSpan(idOffsets[i], 36));
            digits.CopyTo(body.AsSpan(playerOffsets[i]));
            time.CopyTo(body.AsSpan(timeOffsets[i]));
        }

        return body;
    }

    private void PatchId(Span<byte> id)
    {
        var low = (ulong)random.NextInt64();
        var high = (ulong)random.NextInt64();
        for (var i = 0; i < 36; i++)
        {
            if (i is 8 or 13 or 14 or 18 or 19 or 23)
            {
                continue;
            }

            ref var bits = ref i < 18 ? ref low : ref high;
            id[i] = (byte)Hex[(int)(bits & 15)];
            bits >>= 4;
        }
    }
}
