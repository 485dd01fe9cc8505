using System.Text;
using System.Text.Json;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Values;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

/// <summary>The corners of JSON (RFC 8259) as they look in free props and unknown fields, where they are to be kept as sent.</summary>
public sealed class JsonEdgeCasesTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0e-0")]
    [InlineData("1E400")]
    [InlineData("1e-400")]
    [InlineData("123456789012345678901234567890.12345678901234567890")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("18446744073709551616")]
    [InlineData("0.1000000000000000055511151231257827")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")]
    [InlineData("\"\\ud83d\\ude00\"")]
    [InlineData("\"😀\"")]
    [InlineData("\"\\uFFFF\"")]
    [InlineData("\"\u007f\u2028\u2029\"")]
    [InlineData("\"]}\"")]
    [InlineData("[]")]
    [InlineData("[ [ ] , { } ]")]
    [InlineData("{\"\":{\"a\":1,\"a\":2}}")]
    [InlineData("\t1\t")]
    public void A_value_that_the_platform_does_not_know_is_kept_as_sent(string value)
    {
        Assert.Equal($"{{\"x\":{value}}}", Accept($"\"props\":{{\"x\":{value}}}").Props);
        Assert.Equal($"{{\"x\":{value.TrimEnd()}}}", Accept($"\"x\":{value}").Extra);
        Assert.Equal($"{{\"context\":{{\"x\":{value.TrimEnd()}}}}}", Accept("", beside: $"\"context\":{{\"x\":{value}}}").Extra);
        Assert.Equal(
            $"{{\"x\":{value.TrimEnd()}}}",
            Accept(Props($"\"amount\":1,\"x\":{value},\"currency\":\"USD\""), "purchase").Props);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00")]
    [InlineData("\\ud800\\ud800\\udc00")]
    [InlineData("\\ud83d \\ude00")]
    [InlineData("\\ud83dx\\ude00")]
    [InlineData("\\ude00\\ud83d")]
    [InlineData("\\ud83d\\n")]
    [InlineData("😀\\ud83d")]
    public void Half_a_surrogate_pair_is_found_wherever_it_stands(string text)
    {
        Assert.Equal(["lone_surrogate /props/x"], Refuse($"\"props\":{{\"x\":[{{\"y\":\"{text}\"}}]}}"));
        Assert.Equal(["lone_surrogate /x"], Refuse($"\"x\":{{\"{text}\":1}}"));
        Assert.Equal(["lone_surrogate /context/x"], Refuse("", beside: $"\"context\":{{\"x\":\"{text}\"}}"));
        Assert.Equal(["lone_surrogate /context/build"], Refuse("", beside: $"\"context\":{{\"build\":\"{text}\"}}"));
        Assert.StartsWith("lone_surrogate /props/", Assert.Single(Refuse($"\"props\":{{\"{text}\":1}}")));
        Assert.StartsWith("lone_surrogate /", Assert.Single(Refuse("", beside: $"\"{text}\":1")));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("\\u00e9\\n\\\"\\/\\\\")]
    [InlineData("a\\ud83d\\ude00é日")]
    [InlineData("\\u0000")]
    public void Escapes_are_read_as_the_runtime_reads_them(string content) =>
        Assert.Equal(JsonSerializer.Deserialize<string>($"\"{content}\""), JsonText.Unescape(Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0", true)]
    [InlineData("10", true)]
    [InlineData("1.0", true)]
    [InlineData("1e5", true)]
    [InlineData("1E+5", true)]
    [InlineData("-1.25e-5", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("01", false)]
    [InlineData("-01", false)]
    [InlineData("+1", false)]
    [InlineData(".5", false)]
    [InlineData("5.", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("1e1.5", false)]
    [InlineData("1 ", false)]
    [InlineData("0x1", false)]
    [InlineData("1_000", false)]
    [InlineData("٣", false)]
    [InlineData("Infinity", false)]
    [InlineData("--1", false)]
    public void A_number_in_a_text_follows_JSONs_grammar(string text, bool isNumber) =>
        Assert.Equal(isNumber, ExactNumber.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void An_unpaired_surrogate_in_the_name_of_a_batchs_member_harms_nothing_but_its_events() =>
        Assert.Equal(["lone_surrogate /\uFFFD"], Codes(Assert.Single(Enrich(Json($"{{\"\\ud800\":1,\"events\":[{Event("")}]}}", 1)))));

    [Fact]
    public void Escaped_names_are_the_names_they_stand_for()
    {
        var items = Enrich(Json("""{"\u0065vents":[{"n\u0061me":"a","player_id":"p","pr\u006fps":{"l\u0065vel":3}}],"cont\u0065xt":{"bu\u0069ld":"1"}}""", 1));

        Assert.Equal(("a", 3, "1"), (items[0].Event.Name, items[0].Event.Level, items[0].Event.Build));
    }
}
