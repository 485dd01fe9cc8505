using System.Text;
using Frontline.Core.Road;

namespace Frontline.Properties.Receiver;

/// <summary>Makes bodies from good and nearly good ones by small damage: the faults that clients, proxies and attackers make.</summary>
internal sealed class BodyMutator(Random random)
{
    private static readonly byte[][] Fragments =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\n", "\r\n", "\r", " ", "\t", "\0", "\uFEFF", "null", "true", "-", "0", "01", "1e", "1e999", "-0.0", "18446744073709551616",
            "\"events\":[]", "\"events\"", "\"\\u0065vents\":[1]", "\"context\":{}", "\"context\":null", "\"sent_at\":1", "\"sent_at\":\"\"", ",\"events\":[{}]", ",\"context\":{}", ",\"sent_at\":null", "{}", "{},", "[[[[]]]]",
            "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u00", "é", "😀", "//", "/* */", "NaN", "'", "\u2028",
        }.Select(static text => Encoding.UTF8.GetBytes(text)),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE3, 0x81], [0x80],
    ];

    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            """{"sent_at":"2026-01-31T12:00:01Z","context":{"platform":"ios","nested":{"events":[1]}},"events":[{"name":"a","player_id":"p","props":{"x":[1,2,{"y":null}]}},{"name":"caf\u00e9 日本"},17,"text",null]}""",
            """{"events":[]}""",
            """{"events":[1,{},"",[2],null]}""",
            """{"events":[{}],"sdk":{"v":1},"context":null,"sent_at":-1.5e3}""",
            "{\"name\":\"a\"}\n{\"name\":\"b\",\"props\":[1,2]}\r\n\n 7\nnull",
            "{}\n",
        }.Select(static text => Encoding.UTF8.GetBytes(text)),
    ];

    public (byte[] Body, BatchFormat Format) Next()
    {
        var body = Seeds[random.Next(Seeds.Length)].ToList();
        for (var damage = random.Next(0, 5); damage > 0; damage--)
            Damage(body);
        return ([.. body], random.Next(3) == 0 ? BatchFormat.Ndjson : BatchFormat.Json);
    }

    private void Damage(List<byte> body)
    {
        var at = random.Next(body.Count + 1);
        var length = Math.Min(random.Next(1, 12), body.Count - at);
        switch (random.Next(8))
        {
            case 0 or 1:
                body.InsertRange(AfterStructure(body), Fragments[random.Next(Fragments.Length)]);
                break;
            case 2:
                body.RemoveRange(at, length);
                break;
            case 3:
                body.RemoveRange(at, body.Count - at);
                break;
            case 4:
                body.InsertRange(random.Next(body.Count + 1), body.GetRange(at, length));
                break;
            case 5 when at < body.Count:
                body[at] = (byte)random.Next(256);
                break;
            case 6 when at < body.Count:
                body[at] ^= (byte)(1 << random.Next(8));
                break;
            default:
                body.AddRange(Fragments[random.Next(Fragments.Length)]);
                break;
        }
    }

    // Most interesting damage stands where a value or a field could begin.
    private int AfterStructure(List<byte> body)
    {
        var at = random.Next(body.Count + 1);
        for (var tries = 0; tries < 4 && at > 0 && !"{}[],:"u8.Contains(body[at - 1]); tries++)
            at = random.Next(body.Count + 1);
        return at;
    }
}
