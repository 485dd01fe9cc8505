using Frontline.Core.Events;
using Frontline.Enrichment.Vocabulary;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class BuiltInEventsTests
{
    [Theory]
    [InlineData("purchase", "missing /props/amount", "missing /props/currency")]
    [InlineData("refund", "missing /props/amount", "missing /props/currency")]
    [InlineData("level_start", "missing /props/level")]
    [InlineData("level_complete", "missing /props/level")]
    [InlineData("level_fail", "missing /props/level")]
    [InlineData("resource_gain", "missing /props/currency", "missing /props/amount")]
    [InlineData("resource_spend", "missing /props/currency", "missing /props/amount")]
    [InlineData("tutorial_step", "missing /props/step")]
    [InlineData("experiment_exposure", "missing /props/experiment", "missing /props/variant")]
    public void A_built_in_event_must_have_what_makes_it_one(string name, params string[] violations) =>
        Assert.Equal(violations, Refuse("", name));

    [Theory]
    [InlineData("session_start")]
    [InlineData("session_end")]
    [InlineData("ad_impression")]
    [InlineData("attribution")]
    [InlineData("error")]
    public void Events_without_required_fields_need_none(string name) => Assert.Equal(name, Accept("", name).Name);

    [Fact]
    public void Every_field_of_every_built_in_event_reaches_its_column_and_leaves_the_props()
    {
        foreach (var known in BuiltInEvents.All)
        {
            var props = known.Required.Concat(known.Optional).Select(field => $"\"{field.Name}\":{Sample(field)}");
            var fields = Accept(Props(string.Join(',', props)), known.Name);

            Assert.Null(fields.Props);
            foreach (var field in known.Required.Concat(known.Optional)) Assert.True(HasColumn(fields, field), $"{known.Name}.{field.Name}");
        }
    }

    [Fact]
    public void The_tables_index_of_a_field_is_its_column() =>
        Assert.Equal(Enum.GetValues<Column>(), Fields.All.Select(field => field.Column));

    [Theory]
    [InlineData("\"amount\":1", "missing /props/currency")]
    [InlineData("\"currency\":\"USD\"", "missing /props/amount")]
    public void An_ads_amount_and_currency_come_together(string props, string violation) =>
        Assert.Equal([violation], Refuse(Props(props), "ad_impression"));

    [Fact]
    public void A_games_own_event_keeps_props_that_are_called_like_built_in_ones()
    {
        var fields = Accept(Props("\"amount\":-7,\"currency\":\"EUX\",\"score\":\"high\""));

        Assert.Equal("{\"amount\":-7,\"currency\":\"EUX\",\"score\":\"high\"}", fields.Props);
        Assert.Null(fields.Amount);
    }

    [Theory]
    [InlineData("opened", "12")]
    [InlineData("opened", "\"12\"")]
    [InlineData("opened", "12.0")]
    [InlineData("purchase", "12")]
    [InlineData("level_start", "1.2e1")]
    public void A_level_is_in_its_column_whichever_event_carries_it(string name, string level)
    {
        var money = name == "purchase" ? ",\"amount\":1,\"currency\":\"USD\"" : "";
        var fields = Accept(Props($"\"level\":{level}{money}"), name);

        Assert.Equal(12, fields.Level);
        Assert.Null(fields.Props);
    }

    [Theory]
    [InlineData("\"boss\"", "wrong_type")]
    [InlineData("1.5", "not_an_integer")]
    [InlineData("2147483648", "out_of_range")]
    [InlineData("-2147483649", "out_of_range")]
    [InlineData("1e30", "out_of_range")]
    [InlineData("{\"n\":1}", "wrong_type")]
    public void A_level_that_is_no_number_is_free_in_a_games_own_event_and_wrong_in_a_level_event(string level, string code)
    {
        var fields = Accept(Props($"\"level\":{level}"));

        Assert.Null(fields.Level);
        Assert.Equal($"{{\"level\":{level}}}", fields.Props);
        Assert.Empty(fields.Flags);
        Assert.Equal([$"{code} /props/level"], Refuse(Props($"\"level\":{level}"), "level_start"));
    }

    [Fact]
    public void An_empty_optional_text_is_no_value_but_is_kept()
    {
        var fields = Accept(Props("\"amount\":1,\"currency\":\"USD\",\"transaction_id\":\"\""), "purchase");

        Assert.Null(fields.TransactionId);
        Assert.Equal("{\"transaction_id\":\"\"}", fields.Props);
    }

    [Fact]
    public void Attribution_refunds_and_what_a_server_sends_make_nobody_active()
    {
        Assert.True(Accept("").PlayerMade);
        Assert.False(Accept("", "attribution").PlayerMade);
        Assert.False(Accept(Props("\"amount\":1,\"currency\":\"USD\""), "refund").PlayerMade);
        Assert.False(Accept("\"source\":\"server\"").PlayerMade);
        Assert.False(Accept("", beside: "\"context\":{\"server\":true}").PlayerMade);
        Assert.True(Accept("\"server\":false", beside: "\"context\":{\"server\":true}").PlayerMade);
        Assert.Equal(["server"], Accept("\"source\":\"server\"").Flags);
        Assert.Equal("{\"source\":\"server\"}", Accept("\"source\":\"server\"").Extra);
    }

    private static string Sample(FieldDefinition field) => field.Type switch
    {
        FieldType.Int32 => "3",
        FieldType.Real => "2.5",
        FieldType.Amount => "\"1.5\"",
        _ => field == Fields.Currency ? "\"USD\"" : "\"some text\"",
    };

    private static bool HasColumn(EventFields fields, FieldDefinition field)
    {
        var column = string.Concat(field.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return typeof(EventFields).GetProperty(column)!.GetValue(fields) is not null;
    }
}
