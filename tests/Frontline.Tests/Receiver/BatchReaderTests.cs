using System.Text;
using Frontline.Core.Road;
using Frontline.Receiver;
using Frontline.Receiver.EventsV1;
using Xunit;

namespace Frontline.Tests.Receiver;

public sealed class BatchReaderTests
{
    [Theory]
    [InlineData("""{"events":[{"name":"a"}]}""", 1)]
    [InlineData("""{"sent_at":"2026-01-31T12:00:00Z","context":{"platform":"ios"},"events":[{},{}]}""", 2)]
    [InlineData("""{"events":[{},{},{}],"context":null,"sent_at":1769860800}""", 3)]
    [InlineData("""{"sent_at":null,"events":[]}""", 0)]
    [InlineData(" \r\n\t{ \"events\" : [ { } ] } \n", 1)]
    [InlineData("""{"\u0065vents":[1]}""", 1)]
    public void A_batch_is_counted(string body, int events) => Assert.Equal(events, Check(body).EventCount);

    [Fact]
    public void An_element_that_is_no_object_counts_as_an_event_and_becomes_a_reject_downstream() =>
        Assert.Equal(6, Check("""{"events":[1,"a",null,true,[[]],{}]}""").EventCount);

    [Fact]
    public void Nested_arrays_and_objects_are_not_events() =>
        Assert.Equal(1, Check("""{"context":{"events":[1,2,3]},"events":[{"events":[1,2],"a":[{},{}]}]}""").EventCount);

    [Fact]
    public void An_event_of_any_depth_is_well_formed()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        Assert.Equal(2, Check($$"""{"events":[{{deep}},{}]}""").EventCount);
    }

    [Fact]
    public void Unknown_top_level_fields_are_counted_and_taken()
    {
        var check = Check("""{"sdk":{"a":[1]},"\ud800":1,"events":[{}],"sdk":2}""");
        Assert.Equal((1, 3), (check.EventCount, check.UnknownFieldCount));
    }

    [Fact]
    public void A_byte_order_mark_is_tolerated_and_the_batch_begins_after_it()
    {
        var check = Check("\uFEFF{\"events\":[{}]}");
        Assert.Equal((1, 3), (check.EventCount, check.Start));
        Assert.Equal(RefusalCode.MalformedJson, Check("\uFEFF\uFEFF{\"events\":[{}]}").Refusal?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\uFEFF")]
    public void An_empty_body_is_refused(string body)
    {
        Assert.Equal(RefusalCode.EmptyBody, Check(body).Refusal?.Code);
        Assert.Equal(RefusalCode.EmptyBody, Check(body, BatchFormat.Ndjson).Refusal?.Code);
    }

    [Theory]
    [InlineData("[{}]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"events\"")]
    public void A_body_that_is_no_object_is_refused(string body) => Assert.Equal(RefusalCode.NotAnObject, Check(body).Refusal?.Code);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"Events":[{}]}""")]
    [InlineData("""{"context":{"events":[{}]}}""")]
    public void A_body_without_events_is_refused(string body)
    {
        var refusal = Check(body).Refusal;
        Assert.Equal((RefusalCode.MissingField, "events"), (refusal?.Code, refusal?.Field));
    }

    [Theory]
    [InlineData("""{"events":{}}""", "events", 10)]
    [InlineData("""{"events":null}""", "events", 10)]
    [InlineData("""{"context":[],"events":[]}""", "context", 11)]
    [InlineData("""{"context":"x","events":[]}""", "context", 11)]
    [InlineData("""{"sent_at":{},"events":[]}""", "sent_at", 11)]
    [InlineData("""{"sent_at":true,"events":[]}""", "sent_at", 11)]
    public void A_top_level_field_of_a_wrong_type_is_refused_with_its_place(string body, string field, long offset)
    {
        var refusal = Check(body).Refusal;
        Assert.Equal((RefusalCode.WrongType, field, offset), (refusal?.Code, refusal?.Field, refusal?.Offset));
    }

    [Theory]
    [InlineData("""{"events":[{}],"events":[{}]}""", "events", 15)]
    [InlineData("""{"events":[{}],"\u0065vents":[]}""", "events", 15)]
    [InlineData("""{"context":{},"context":{},"events":[]}""", "context", 14)]
    [InlineData("""{"sent_at":1,"events":[],"sent_at":2}""", "sent_at", 25)]
    public void A_repeated_top_level_field_is_refused_with_its_place(string body, string field, long offset)
    {
        var refusal = Check(body).Refusal;
        Assert.Equal((RefusalCode.DuplicateKey, field, offset), (refusal?.Code, refusal?.Field, refusal?.Offset));
    }

    [Fact]
    public void A_repeated_field_inside_an_event_is_the_Enrichers_to_judge() =>
        Assert.Equal(1, Check("""{"events":[{"name":"a","name":"b"}]}""").EventCount);

    [Fact]
    public void Every_truncation_is_refused_and_says_where()
    {
        const string Whole = """{"sent_at":"x","context":{"a":[1,true]},"events":[{"name":"caf\u00e9","n":-1.5e3},null]}""";
        for (var length = 1; length < Whole.Length; length++)
        {
            var refusal = Check(Whole[..length]).Refusal;
            Assert.True(refusal?.Code is RefusalCode.TruncatedJson, $"{Whole[..length]} gave {refusal}");
            Assert.Equal(length, refusal.Offset);
        }
    }

    [Theory]
    [InlineData("""{"events":[{}]} x""", 16, null)]
    [InlineData("""{"events":[{}]}{}""", 15, null)]
    [InlineData("""{"events":[{},{"a":}]}""", 19, 1)]
    [InlineData("""{"events":[{},]}""", 14, 1)]
    [InlineData("""{"events":[01]}""", 12, 0)]
    [InlineData("{\"events\":[\n{},\n{\"a\":tru}]}", 24, 1)]
    [InlineData("{\"events\":[\"\u0001\"]}", 12, 0)]
    [InlineData("{\"events\":[\"\0\"]}", 12, 0)]
    [InlineData("""{"events":["\x"]}""", 13, 0)]
    [InlineData("""{"events":[NaN]}""", 11, 0)]
    [InlineData("""{'events':[]}""", 1, null)]
    [InlineData("""{"events":[] /* no */}""", 13, null)]
    public void Malformed_JSON_is_refused_with_the_byte_and_the_event(string body, long offset, int? index)
    {
        var refusal = Check(body).Refusal;
        Assert.Equal(RefusalCode.MalformedJson, refusal?.Code);
        Assert.Equal(offset, refusal?.Offset);
        Assert.Equal(index, refusal?.Event);
        Assert.DoesNotContain("LineNumber", refusal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, new byte[] { 0xFF })]
    [InlineData(0, new byte[] { 0xC0, 0x80 })]
    [InlineData(0, new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(2000, new byte[] { 0xE3, 0x81 })]
    [InlineData(1023, new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public void Bytes_that_are_not_UTF8_are_refused_with_the_first_bad_one(int before, byte[] bad)
    {
        byte[] body = [.. "{\"events\":[\""u8, .. Encoding.UTF8.GetBytes(new string('é', before)), .. bad, .. "\"]}"u8];
        var refusal = BatchReader.Check(body, BatchFormat.Json, 10).Refusal;
        Assert.Equal((RefusalCode.InvalidUtf8, 12L + (2 * before)), (refusal?.Code, refusal?.Offset));
    }

    [Fact]
    public void The_bound_on_events_is_inclusive_in_both_formats()
    {
        Assert.Equal(3, Check("""{"events":[1,2,3]}""", eventsMax: 3).EventCount);
        Assert.Equal(RefusalCode.TooManyEvents, Check("""{"events":[1,2,3,4]}""", eventsMax: 3).Refusal?.Code);
        Assert.Equal(3, Check("1\n2\n3\n", BatchFormat.Ndjson, 3).EventCount);
        Assert.Equal(RefusalCode.TooManyEvents, Check("1\n2\n3\n4", BatchFormat.Ndjson, 3).Refusal?.Code);
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("{}\n", 1)]
    [InlineData("{}\r\n{}\r\n", 2)]
    [InlineData("\n\n{}\n \t\r\n{}\n\n", 2)]
    [InlineData("\uFEFF{}\n7\n\"a\"\nnull", 4)]
    [InlineData(" {\"a\":[1]} \t\n", 1)]
    public void A_value_per_line_is_counted_and_blank_lines_are_not(string body, int events) =>
        Assert.Equal(events, Check(body, BatchFormat.Ndjson).EventCount);

    [Theory]
    [InlineData("{}\n\n{\"a\":x}\n{}", RefusalCode.MalformedJson, 3, 9, 1)]
    [InlineData("{}\r\n{\"a\"", RefusalCode.TruncatedJson, 2, 8, 1)]
    [InlineData("{\"a\":\n1}", RefusalCode.TruncatedJson, 1, 5, 0)]
    [InlineData("{} {}\n", RefusalCode.MalformedJson, 1, 3, 0)]
    [InlineData("{}\r{}\n", RefusalCode.MalformedJson, 1, 3, 0)]
    public void A_bad_line_is_refused_with_line_byte_and_event(string body, RefusalCode code, int line, long offset, int index)
    {
        var refusal = Check(body, BatchFormat.Ndjson).Refusal;
        Assert.Equal((code, line, offset, index), (refusal?.Code, refusal?.Line, refusal?.Offset, refusal?.Event));
    }

    private static BatchCheck Check(string body, BatchFormat format = BatchFormat.Json, int eventsMax = 100) =>
        BatchReader.Check(Encoding.UTF8.GetBytes(body), format, eventsMax);
}
