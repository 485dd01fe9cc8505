using Frontline.Core.Events;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class CoercionTests
{
    [Theory]
    [InlineData("17", 17L)]
    [InlineData("\"17\"", 17L, "coerced")]
    [InlineData("\" 17 \"", 17L, "coerced")]
    [InlineData("\"\\u0031\"", 1L, "coerced")]
    [InlineData("17.0", 17L, "coerced")]
    [InlineData("1.7e1", 17L, "coerced")]
    [InlineData("\"1.70E+1\"", 17L, "coerced")]
    [InlineData("-0", 0L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("\"9223372036854775807\"", long.MaxValue, "coerced")]
    [InlineData("9223372036854775807.0", long.MaxValue, "coerced")]
    public void An_integer_may_be_written_in_any_way_that_loses_nothing(string sent, long sequence, params string[] flags)
    {
        var fields = Accept($"\"sequence\":{sent}");

        Assert.Equal(sequence, fields.Sequence);
        Assert.Equal(flags, fields.Flags);
    }

    [Theory]
    [InlineData("1.5", "not_an_integer")]
    [InlineData("\"1.5\"", "not_an_integer")]
    [InlineData("1e-1", "not_an_integer")]
    [InlineData("9223372036854775808", "out_of_range")]
    [InlineData("-9223372036854775809", "out_of_range")]
    [InlineData("1e19", "out_of_range")]
    [InlineData("1e999999999999", "out_of_range")]
    [InlineData("\"017\"", "wrong_type")]
    [InlineData("\"+17\"", "wrong_type")]
    [InlineData("\"0x11\"", "wrong_type")]
    [InlineData("\"\"", "wrong_type")]
    [InlineData("true", "wrong_type")]
    public void What_is_no_integer_is_not_made_one(string sent, string code) =>
        Assert.Equal([$"{code} /sequence"], Refuse($"\"sequence\":{sent}"));

    [Theory]
    [InlineData("12", "12")]
    [InlineData("1.50", "1.50")]
    [InlineData("1e400", "1e400")]
    [InlineData("true", "true")]
    public void A_number_for_a_text_is_the_text_as_sent(string sent, string build)
    {
        var fields = Accept($"\"build\":{sent}");

        Assert.Equal(build, fields.Build);
        Assert.Equal(["coerced"], fields.Flags);
    }

    [Theory]
    [InlineData("81.25", 81.25)]
    [InlineData("\"81.25\"", 81.25, "coerced")]
    [InlineData("5e-324", 5e-324)]
    [InlineData("0.1", 0.1)]
    [InlineData("0.30000000000000004", 0.30000000000000004)]
    [InlineData("1e22", 1e22)]
    public void A_score_that_a_double_keeps_leaves_the_props(string sent, double score, params string[] flags)
    {
        var fields = Level($"\"score\":{sent}");

        Assert.Equal(score, fields.Score);
        Assert.Equal(flags, fields.Flags);
        Assert.Null(fields.Props);
    }

    [Theory]
    [InlineData("0.1234567890123456789")]
    [InlineData("9007199254740993")]
    [InlineData("1e-400")]
    [InlineData("12345678901234567890123456789012345678901234567890")]
    public void A_score_that_a_double_does_not_keep_stays_in_the_props_too(string sent)
    {
        var fields = Level($"\"score\":{sent}");

        Assert.NotNull(fields.Score);
        Assert.Equal(["inexact"], fields.Flags);
        Assert.Equal($"{{\"score\":{sent}}}", fields.Props);
    }

    [Fact]
    public void A_score_beyond_every_double_rejects_the_event() =>
        Assert.Equal(["out_of_range /props/score"], Refuse(Props("\"level\":1,\"score\":1e400"), "level_fail"));

    [Fact]
    public void Without_coercion_another_type_is_a_violation()
    {
        var strict = Without("coerce");

        Assert.Equal(["wrong_type /sequence"], Refuse("\"sequence\":\"17\"", options: strict));
        Assert.Equal(["not_an_integer /sequence"], Refuse("\"sequence\":17.0", options: strict));
        Assert.Equal(["unfit_context"], Accept("\"build\":12", options: strict).Flags);
    }

    private static EventFields Level(string prop) => Accept(Props($"\"level\":1,{prop}"), "level_complete");
}
