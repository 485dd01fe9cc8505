using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Frontline.Tests.Importing;

namespace Frontline.Properties.Importing;

/// <summary>
/// Small Parquet files of events, of every codec and both page formats, and what becomes of them when their bytes are bent. The magic at both ends stays, since without it a
/// file is not taken for Parquet.
/// </summary>
internal sealed class DamagedParquet
{
    private const int MagicBytes = 4;
    private const int LengthBytes = 4;
    private const int EndBytes = LengthBytes + MagicBytes;

    private const string Flat = """
        SELECT 'level_start' AS name, 'p' || i AS player_id, make_timestamptz(1782907200000000 + i * 1000000) AS time, i AS sequence, CASE WHEN i % 3 > 0 THEN 'ios' END AS platform,
          (i * 1.05)::DECIMAL(9, 2) AS amount, i / 4 AS score, i % 2 = 0 AS paid, DATE '2026-01-01' + i::INTEGER AS day
        FROM range(40) r(i)
        """;

    private const string Nested = """
        SELECT 'a' AS name, 'p' || (i % 5) AS player_id, {'level': i, 'price': 1.10::DECIMAL(30, 2), 'list': [[i], NULL, [i, i + 1]], 'map': MAP {'k': i / 4}} AS props,
          ['x', NULL, 'y' || i] AS tags, UUID '0198c1f2-0000-7000-8000-000000000001' AS event_key
        FROM range(30) r(i)
        """;

    private static readonly string[] Options =
        [", COMPRESSION uncompressed", ", COMPRESSION snappy", ", COMPRESSION gzip", ", COMPRESSION zstd", ", COMPRESSION uncompressed, PARQUET_VERSION v2", ", COMPRESSION zstd, PARQUET_VERSION v2"];

    private readonly IReadOnlyList<(byte[] File, IReadOnlyList<string> Events)> wholes;

    /// <param name="folder">Where files are written once, to be read again.</param>
    public DamagedParquet(string folder)
    {
        var flat = Enumerable.Range(0, 40).Select(static i => FormattableString.Invariant(
            $$"""{"name":"level_start","player_id":"p{{i}}","time":"2026-07-01T12:00:{{i:00}}Z","sequence":{{i}}{{(i % 3 > 0 ? ",\"platform\":\"ios\"" : "")}},"amount":{{i * 1.05m:0.00}},"score":{{i / 4.0:0.0#}},"paid":{{(i % 2 == 0 ? "true" : "false")}},"day":"{{new DateOnly(2026, 1, 1).AddDays(i):yyyy-MM-dd}}"}""") + "\n").ToList();
        var nested = Enumerable.Range(0, 30).Select(static i => FormattableString.Invariant(
            $$$"""{"name":"a","player_id":"p{{{i % 5}}}","props":{"level":{{{i}}},"price":1.10,"list":[[{{{i}}}],null,[{{{i}}},{{{i + 1}}}]],"map":{"k":{{{i / 4.0:0.0#}}}}},"tags":["x",null,"y{{{i}}}"],"event_key":"0198c1f2-0000-7000-8000-000000000001"}""") + "\n").ToList();
        wholes =
        [
            .. Options.SelectMany(options => new (byte[], IReadOnlyList<string>)[] { (Write(folder, Flat, options), flat), (Write(folder, Nested, options), nested) }),
            (Write(folder, "SELECT 'a' AS name, 'p' AS player_id WHERE false", ""), []),
        ];
    }

    /// <summary>A file, and its events where it is whole; null where it is damaged.</summary>
    public (byte[] File, IReadOnlyList<string>? Events) Next(Random random)
    {
        var (whole, events) = wholes[random.Next(wholes.Count)];
        return random.Next(10) switch
        {
            0 => (whole, events),
            < 5 => (Bent(whole, FooterStart(whole), whole.Length - EndBytes, random), null),
            < 8 => (Bent(whole, MagicBytes, FooterStart(whole), random), null),
            _ => (Cut(whole, random), null),
        };
    }

    private static byte[] Write(string folder, string select, string options) => File.ReadAllBytes(TestParquet.Write(Path.Combine(folder, "whole.parquet"), select, options));

    private static int FooterStart(byte[] file) => file.Length - EndBytes - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(^EndBytes));

    /// <summary>A byte or two between two places are others: numbers, lengths, offsets and packed bytes.</summary>
    private static byte[] Bent(byte[] whole, int from, int to, Random random)
    {
        byte[] file = [.. whole];
        for (var bends = from < to ? random.Next(1, 3) : 0; bends > 0; bends--)
        {
            var at = random.Next(from, to);
            switch (random.Next(5))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[at] = (byte)random.Next(256);
                    break;
                case 2:
                    file[at] += (byte)random.Next(-3, 4);
                    break;
                case 3:
                    file[at] = random.Next(3) switch { 0 => 0, 1 => 0x7F, _ => 0xFF };
                    break;
                default:
                    // As large a number as the metadata's form has.
                    var length = Math.Min(5, to - at);
                    file.AsSpan(at, length).Fill(0xFF);
                    file[at + length - 1] = 0x0F;
                    break;
            }
        }

        return file;
    }

    /// <summary>Parts are gone, double, or another file's, and the footer begins elsewhere than its length says.</summary>
    private byte[] Cut(byte[] whole, Random random)
    {
        var body = whole[MagicBytes..^MagicBytes].ToList();
        for (var cuts = random.Next(1, 4); cuts > 0; cuts--)
        {
            var at = random.Next(body.Count);
            var length = Math.Min(random.Next(1, 40), body.Count - at);
            switch (random.Next(4))
            {
                case 0 when length < body.Count:
                    body.RemoveRange(at, length);
                    break;
                case 1:
                    body.InsertRange(random.Next(body.Count + 1), body.GetRange(at, length));
                    break;
                case 2:
                    var other = wholes[random.Next(wholes.Count)].File;
                    body.InsertRange(at, other[random.Next(other.Length)..].Take(length));
                    break;
                case 3 when body.Count > LengthBytes:
                    BinaryPrimitives.WriteInt32LittleEndian(CollectionsMarshal.AsSpan(body)[^LengthBytes..], random.Next(body.Count + 20));
                    break;
                default:
                    break;
            }
        }

        return [.. whole[..MagicBytes], .. body, .. whole[..MagicBytes]];
    }
}
