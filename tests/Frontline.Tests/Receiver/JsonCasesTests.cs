using System.Text;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Receiver;
using Frontline.Receiver.EventsV1;
using Frontline.Tests.Enrichment;
using Xunit;

namespace Frontline.Tests.Receiver;

/// <summary>The same grammar at both ends: what the Receiver takes the Enricher reads, in both formats, and what it refuses it refuses at the byte where it goes wrong.</summary>
public sealed class JsonCasesTests
{
    private const string Before = """{"name":"opened","player_id":"p1","props":{"x":""";
    private const string After = "}}";

    [Fact]
    public void There_are_cases_enough() =>
        Assert.InRange(JsonCases.Accepted.Count + JsonCases.LoneSurrogates.Count + JsonCases.Malformed.Count + JsonCases.InvalidUtf8.Count + JsonCases.Truncated.Count, 250, 1000);

    [Fact]
    public void What_is_well_formed_is_taken_and_read_by_the_Enricher()
    {
        foreach (var (text, body, format) in Bodies(JsonCases.Accepted, After))
        {
            var check = BatchReader.Check(body.Bytes, format, eventsMax: 10);
            Assert.True(check is { Refusal: null, EventCount: 1 }, $"{format} {text}: {check.Refusal}");
            var item = Assert.Single(Enrich(body.Bytes, format));
            Assert.True(item.Reject is null, $"{format} {text}: {string.Join("; ", item.Reject?.Violations ?? [])}");
        }
    }

    [Fact]
    public void What_is_well_formed_and_no_text_is_taken_and_becomes_a_reject()
    {
        foreach (var (text, body, format) in Bodies(JsonCases.LoneSurrogates, After))
        {
            var check = BatchReader.Check(body.Bytes, format, eventsMax: 10);
            Assert.True(check is { Refusal: null, EventCount: 1 }, $"{format} {text}: {check.Refusal}");
            var reject = Assert.Single(Enrich(body.Bytes, format)).Reject;
            Assert.True(reject is not null, $"{format} {text} is no reject");
            Assert.All(reject.Violations, static violation => Assert.Equal("lone_surrogate", violation.Code));
        }
    }

    [Fact]
    public void What_is_malformed_is_refused_at_the_byte_where_it_goes_wrong() => RequireRefusals(JsonCases.Malformed, After, RefusalCode.MalformedJson);

    [Fact]
    public void What_is_not_UTF_8_is_refused_at_the_first_byte_of_no_character() => RequireRefusals(JsonCases.InvalidUtf8, After, RefusalCode.InvalidUtf8);

    [Fact]
    public void What_ends_too_early_is_refused_at_its_end() => RequireRefusals(JsonCases.Truncated, after: null, RefusalCode.TruncatedJson);

    private static void RequireRefusals(IEnumerable<string> cases, string? after, RefusalCode code)
    {
        var wrong = new List<string>();
        foreach (var (text, body, format) in Bodies(cases, after))
        {
            var refusal = BatchReader.Check(body.Bytes, format, eventsMax: 10).Refusal;
            // A line ends where the line does; a line feed that stands in a value breaks it there.
            if (format == BatchFormat.Ndjson && body.Bytes.AsSpan(0, body.Bytes.Length - 1).Contains((byte)'\n'))
            {
                if (refusal is null)
                    wrong.Add($"{format} {text} is taken");
                continue;
            }

            if (refusal is null || refusal.Code != code || refusal.Offset != body.Fault)
                wrong.Add($"{format} {text}: expected {code} at {body.Fault}, found {refusal?.Code.ToString() ?? "nothing"} at {refusal?.Offset}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<(string Text, (byte[] Bytes, int Fault) Body, BatchFormat Format)> Bodies(IEnumerable<string> cases, string? after)
    {
        foreach (var text in cases)
        {
            yield return (text, Body(text, "{\"events\":[" + Before, after is null ? "" : after + "]}"), BatchFormat.Json);
            if (!text.Contains('\n', StringComparison.Ordinal) || after is null)
                yield return (text, Body(text, Before, after is null ? "" : after + "\n"), BatchFormat.Ndjson);
        }
    }

    private static (byte[] Bytes, int Fault) Body(string text, string before, string after)
    {
        var (value, fault) = JsonCases.Read(text);
        return ([.. Encoding.UTF8.GetBytes(before), .. value, .. Encoding.UTF8.GetBytes(after)], Encoding.UTF8.GetByteCount(before) + fault);
    }

    private static IReadOnlyList<StreamItem> Enrich(byte[] body, BatchFormat format) =>
        Batches.Enrich(Batches.Json("", events: 1) with { Format = format, Body = body });
}
