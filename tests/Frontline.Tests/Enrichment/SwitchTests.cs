using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class SwitchTests
{
    private const string Everything = """
        "platform":"iOS","country":"de","language":"en_US","app_version":" 1.2","build":3,"device_model":"e\u0301",
        "props":{"amount":"2","currency":"usd","level":"4"}
        """;

    [Theory]
    [InlineData("trim", " 1.2")]
    [InlineData("normalise-unicode", "1.2")]
    public void A_step_that_is_off_does_nothing_and_the_others_go_on(string step, string appVersion)
    {
        var fields = Accept(Everything, "purchase", options: Without(step));

        Assert.Equal(appVersion, fields.AppVersion);
        Assert.Equal(step == "normalise-unicode" ? "e\u0301" : "\u00e9", fields.DeviceModel);
        Assert.Equal("DE", fields.Country);
    }

    [Fact]
    public void Without_builtin_fields_props_stay_props_and_nothing_is_required_of_them()
    {
        var fields = Accept(Everything, "purchase", options: Without("builtin-fields"));

        Assert.Equal("""{"amount":"2","currency":"usd","level":"4"}""", fields.Props);
        Assert.Null(fields.Amount);
        Assert.Null(fields.Level);
    }

    [Fact]
    public void Without_money_amounts_and_currencies_are_taken_as_they_are()
    {
        var fields = Accept(Props("\"amount\":-2,\"currency\":\"eux\""), "purchase", options: Without("money"));

        Assert.Equal((-2m, "eux"), (fields.Amount, fields.Currency));
    }

    [Theory]
    [InlineData("platform", "iOS", "DE", "en-us", 1)]
    [InlineData("country", "ios", "de", "en-us", 1)]
    [InlineData("language", "ios", "DE", "en_US", 1)]
    [InlineData("app-version", "ios", "DE", "en-us", null)]
    public void The_steps_of_the_context_are_switched_one_by_one(string step, string platform, string country, string language, int? major)
    {
        var fields = Accept(Everything, "purchase", options: Without(step));

        Assert.Equal((platform, country, language, major), (fields.Platform, fields.Country, fields.Language, fields.AppMajor));
    }
}
