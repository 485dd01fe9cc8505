using Frontline.Enrichment.Unicode;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class TextTests
{
    [Theory]
    [InlineData(" gems ", "gems")]
    [InlineData("\\t\\ngems\\u00a0", "gems")]
    [InlineData("\u3000gems\u2003", "gems")]
    public void White_space_around_texts_is_removed(string sent, string product)
    {
        var fields = Accept(Props($"\"amount\":1,\"currency\":\"USD\",\"product\":\"{sent}\""), "purchase");

        Assert.Equal(product, fields.Product);
        Assert.Equal(["trimmed"], fields.Flags);
    }

    [Fact]
    public void Texts_are_brought_into_normalisation_form_C()
    {
        var fields = Accept("\"device_model\":\"Cafe\u0301\"");

        Assert.Equal("Caf\u00e9", fields.DeviceModel);
        Assert.Equal(["normalised"], fields.Flags);
    }

    [Fact]
    public void Ids_of_players_and_events_and_free_props_stay_as_sent()
    {
        var item = One("""{"name":" a ","player_id":" p\u0065\u0301 ","event_id":" e ","props":{"x":" e\u0301 "}}""");

        Assert.Equal(("a", " pe\u0301 ", " e "), (item.Event.Name, item.Event.PlayerId, item.Event.EventId));
        Assert.Equal("""{"x":" e\u0301 "}""", item.Event.Props);
    }

    // From UAX #15 and The Unicode Standard, section 3.12: singletons, exclusions, reordering, blocking, Hangul, beyond the BMP.
    [Theory]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("A\u030A", "\u00C5")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("d\u0307\u0323", "\u1E0D\u0307")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uD558\u11AB", "\uD55C")]
    [InlineData("\U00011099\U000110BA", "\U0001109A")]
    [InlineData("a\u0315\u0300\u05AE\u0300\u0062", "\u00E0\u05AE\u0300\u0315b")]
    [InlineData("\u0061\u0327\u0301", "\u00E1\u0327")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("\u1100\u0300\u1161", "\u1100\u0300\u1161")]
    [InlineData("日本語 Ελληνικά", "日本語 Ελληνικά")]
    public void Normalising_follows_the_standard(string text, string normal)
    {
        Assert.Equal(normal, Nfc.Normalise(text));
        Assert.Same(normal, Nfc.Normalise(normal));
    }

    [Theory]
    [InlineData("ios", "ios", null)]
    [InlineData("iOS", "ios", null, "respelled")]
    [InlineData("iPad", "ios", "{\"platform\":\"iPad\"}", "respelled")]
    [InlineData("WebGLPlayer", "web", "{\"platform\":\"WebGLPlayer\"}", "respelled")]
    [InlineData("Amiga", "Amiga", null, "unknown_platform")]
    public void A_platform_has_one_spelling_and_an_unknown_one_is_kept(string sent, string platform, string? extra, params string[] flags)
    {
        var fields = Accept($"\"platform\":\"{sent}\"");

        Assert.Equal((platform, extra), (fields.Platform, fields.Extra));
        Assert.Equal(flags, fields.Flags);
    }

    [Theory]
    [InlineData("DE", "DE")]
    [InlineData("de", "DE", "respelled")]
    [InlineData("Germany", "Germany", "unknown_country")]
    [InlineData("XX", "XX", "unknown_country")]
    public void A_country_is_upper_case_alpha_2_or_kept_and_flagged(string sent, string country, params string[] flags)
    {
        var fields = Accept("", beside: $"\"context\":{{\"country\":\"{sent}\"}}");

        Assert.Equal(country, fields.Country);
        Assert.Equal(flags, fields.Flags);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("en_US", "en-us", "respelled")]
    [InlineData("zh-Hant-TW", "zh-hant-tw", "respelled")]
    [InlineData("English (US)", "English (US)", "unknown_language")]
    [InlineData("e", "e", "unknown_language")]
    [InlineData("en-", "en-", "unknown_language")]
    public void A_language_is_a_lower_case_tag_or_kept_and_flagged(string sent, string language, params string[] flags)
    {
        var fields = Accept($"\"language\":\"{sent}\"");

        Assert.Equal(language, fields.Language);
        Assert.Equal(flags, fields.Flags);
    }

    [Theory]
    [InlineData("1.2.3-beta+5", 1, 2, 3)]
    [InlineData("v2.10", 2, 10, null)]
    [InlineData("7", 7, null, null)]
    [InlineData("1.2.3.4", 1, 2, 3)]
    [InlineData("1.x.3", 1, null, null)]
    [InlineData("beta", null, null, null, "odd_app_version")]
    [InlineData("99999999999.1", null, null, null, "odd_app_version")]
    public void An_app_version_is_split_into_numbers(string sent, int? major, int? minor, int? patch, params string[] flags)
    {
        var fields = Accept($"\"app_version\":\"{sent}\"");

        Assert.Equal((sent, major, minor, patch), (fields.AppVersion, fields.AppMajor, fields.AppMinor, fields.AppPatch));
        Assert.Equal(flags, fields.Flags);
    }

    [Theory]
    [InlineData("\"installed_at\":\"long ago\"")]
    [InlineData("\"installed_at\":{}")]
    [InlineData("\"country\":[\"DE\"]")]
    [InlineData("\"server\":\"perhaps\"")]
    [InlineData("\"build\":\"\\u0000\"")]
    public void A_context_field_that_does_not_fit_costs_no_event_and_is_kept_as_sent(string member)
    {
        var own = Accept(member);
        Assert.Equal($"{{{member}}}", own.Extra);
        Assert.Equal(["unfit_context"], own.Flags);

        var shared = Accept("", beside: $"\"context\":{{{member}}}");
        Assert.Equal($"{{\"context\":{{{member}}}}}", shared.Extra);
        Assert.Equal(["unfit_context"], shared.Flags);
    }
}
