using System.Globalization;
using System.Text;
using System.Text.Json;
using Frontline.Core.Road;
using Frontline.Receiver;
using Frontline.Receiver.EventsV1;
using Xunit;

namespace Frontline.Properties.Receiver;

/// <summary>The parser against another one, on damaged bodies. FRONTLINE_FUZZ_BODIES makes it run longer, FRONTLINE_FUZZ_SEED elsewhere.</summary>
public sealed class ParserFuzzTests
{
    private const int EventsMax = 4;
    private const int DefaultBodies = 60_000;

    [Fact]
    public void Parser_and_oracle_agree_on_damaged_bodies_and_nothing_is_thrown()
    {
        var seed = Setting("FRONTLINE_FUZZ_SEED", 20260131);
        Assert.Null(FirstDisagreement(seed, Setting("FRONTLINE_FUZZ_BODIES", DefaultBodies), Real));
    }

    public static TheoryData<string> Canaries => ["trailing garbage", "duplicate keys", "escaped names", "invalid UTF-8", "blank lines", "nested arrays", "bound", "throws"];

    [Theory]
    [MemberData(nameof(Canaries))]
    public void The_harness_finds_a_planted_bug(string bug) =>
        Assert.NotNull(FirstDisagreement(seed: 1, DefaultBodies, bug switch
        {
            "trailing garbage" => static (body, format) => Real(body, format) ?? (format == BatchFormat.Json && body.LastIndexOf((byte)'}') is var end and > 0 ? Real(body[..(end + 1)], format) : null),
            "duplicate keys" => static (body, format) => BatchReader.Check(body, format, EventsMax) is { Refusal.Code: RefusalCode.DuplicateKey } ? 1 : Real(body, format),
            "escaped names" => static (body, format) => Real(Replace(body, "\\u0065vents", "other"), format),
            "invalid UTF-8" => static (body, format) => Real(body, format) ?? Real(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body)), format),
            "blank lines" => static (body, format) => format == BatchFormat.Ndjson && Real(body, format) is not null ? body.Count((byte)'\n') + 1 : Real(body, format),
            "nested arrays" => static (body, format) => Real(body, format) is { } count ? count + body.Count("[[[["u8) : null,
            "bound" => static (body, format) => BatchReader.Check(body, format, EventsMax + 1) is { Refusal: null } check ? check.EventCount : null,
            _ => static (body, format) => body.IndexOf((byte)0xFF) > 0 ? throw new InvalidOperationException("a planted exception") : Real(body, format),
        }));

    private static int? Real(ReadOnlySpan<byte> body, BatchFormat format) =>
        BatchReader.Check(body, format, EventsMax) is { Refusal: null } check ? check.EventCount : null;

    /// <summary>The first body on which parser and oracle differ, in words with all that is needed to repeat it; null when there is none.</summary>
    private static string? FirstDisagreement(int seed, int bodies, ParserUnderTest parser)
    {
        var mutator = new BodyMutator(new Random(seed));
        for (var i = 0; i < bodies; i++)
        {
            var (body, format) = mutator.Next();
            var expected = Oracle.Count(body, format, EventsMax);
            string found;
            try
            {
                var actual = parser(body, format);
                if (actual == expected)
                    continue;
                found = actual?.ToString(CultureInfo.InvariantCulture) ?? "a refusal";
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                found = exception.ToString();
            }

            return $"Seed {seed}, body {i} ({format}): expected {expected?.ToString(CultureInfo.InvariantCulture) ?? "a refusal"}, found {found}, for {JsonSerializer.Serialize(Encoding.Latin1.GetString(body))}";
        }

        return null;
    }

    private static byte[] Replace(ReadOnlySpan<byte> body, string what, string by) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace(what, by, StringComparison.Ordinal));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
