using System.Text;
using System.Text.Json;
using Frontline.Importing;
using Frontline.Properties.Fuzzing;
using Xunit;

namespace Frontline.Properties.Importing;

/// <summary>Reading lines of events against splitting the whole file, on damaged files that come in pieces and with lines about as long as a buffer or the bound.</summary>
public sealed class NdjsonFuzzTests
{
    private const int Cases = 15_000;
    private const int LineBytesMax = 2 << 20;

    private static readonly string[] Fragments =
        ["\n", "\r\n", "\n\n", "\r", " ", "\t", "\0", "\uFEFF", "{}", "{}\n", "{\"name\":\"a\"}", "[", "]", "}", "{", "\"", "\\", ",", "null", "7", "é", "😀", "\u2028", "\"\\ud800\"", "//"];

    private static readonly string[] Files =
    [
        "{\"name\":\"a\",\"player_id\":\"p\"}\n{\"name\":\"b\",\"player_id\":\"ü\"}\r\n\n  {\"name\":\"c\"}",
        "\uFEFF{}\n[1]\n7\n\"x\"\n",
        "{\"props\":{\"x\":[1,2,{\"y\":null}]}}\n \t\r\n{}",
    ];

    [Fact]
    public void Every_line_is_sent_as_it_stands_or_refused_where_it_is_no_object() => Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Real));

    public static TheoryData<string> Canaries => ["carriage returns", "byte order mark", "last line", "invalid UTF-8", "no object", "throws"];

    [Theory]
    [MemberData(nameof(Canaries))]
    public void The_harness_finds_a_planted_bug(string bug) => Assert.NotNull(FirstFault(seed: 1, Cases, bug switch
    {
        "carriage returns" => static (file, random) => Real([.. file.Select(static one => one == '\r' ? (byte)'\n' : one)], random),
        "byte order mark" => static (file, random) => Real(file.AsSpan().StartsWith("\uFEFF"u8) ? [.. "\uFEFF"u8, .. file] : file, random),
        "last line" => static (file, random) => Real(file[..(Array.LastIndexOf(file, (byte)'\n') + 1)], random),
        "invalid UTF-8" => static (file, random) => Real(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file)), random),
        "no object" => static (file, random) => [.. Real(file, random).Select(static row => row ?? "[1]\n")],
        _ => static (file, random) => file.AsSpan().IndexOf("😀"u8) >= 0 ? throw new InvalidOperationException("a planted exception") : Real(file, random),
    }));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(300_000)]
    public void A_line_over_the_bound_is_refused_and_the_next_one_is_read(int over)
    {
        var longLine = $"{{\"x\":\"{new string('x', LineBytesMax - 8 + over)}\"}}";
        foreach (var pieces in new[] { 1, 2 })
        {
            var rows = Real(Encoding.UTF8.GetBytes($"{{}}\n{longLine}\n{{\"last\":1}}"), new Random(pieces));
            Assert.Equal(["{}\n", over == 0 ? longLine + "\n" : null, "{\"last\":1}\n"], rows);
        }
    }

    private static IReadOnlyList<string?> Real(byte[] file, Random random)
    {
        using var rows = new NdjsonRows(new PiecemealStream(file, random));
        return ImportedRows.ReadAll(rows);
    }

    private static string? FirstFault(int seed, int cases, RowsUnderTest read) => Fuzz.FirstFault(seed, cases, random =>
    {
        var file = Encoding.UTF8.GetBytes(TextMutator.Damage(Files[random.Next(Files.Length)], Fragments, random));
        if (random.Next(6) == 0 && file.Length > 0)
        {
            file[random.Next(file.Length)] = (byte)random.Next(0x80, 0x100);
        }

        var expected = Expected(file);
        var found = read(file, random);
        return found.SequenceEqual(expected) ? null : $"expected {JsonSerializer.Serialize(expected)}, found {JsonSerializer.Serialize(found)}, for {JsonSerializer.Serialize(Encoding.Latin1.GetString(file))}";
    });

    private static List<string?> Expected(byte[] file)
    {
        var bytes = file.AsSpan().StartsWith("\uFEFF"u8) ? file[3..] : file;
        var rows = new List<string?>();
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            var line = bytes[range].AsSpan().Trim(" \t\r"u8).ToArray();
            if (line.Length > 0)
            {
                rows.Add(IsObject(line) ? Encoding.UTF8.GetString(line) + "\n" : null);
            }
        }

        return rows;
    }

    private static bool IsObject(byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(line));
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            return false;
        }
    }
}
