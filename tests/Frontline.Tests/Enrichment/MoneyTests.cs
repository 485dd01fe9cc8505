using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("1.99", "1.99")]
    [InlineData("\"1.99\"", "1.99")]
    [InlineData("\" 1.990000000000000000000000 \"", "1.99")]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("9999999999.99999999", "9999999999.99999999")]
    [InlineData("199e-2", "1.99")]
    [InlineData("0.000000199E+7", "1.99")]
    [InlineData("1e9", "1000000000")]
    [InlineData("0e999999999999999999999", "0")]
    public void An_amount_is_kept_exactly_however_it_is_written(string sent, string amount) =>
        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Purchase(sent).Amount);

    [Theory]
    [InlineData("-1.99", "negative_amount /props/amount")]
    [InlineData("10000000000", "amount_too_large /props/amount")]
    [InlineData("123456789012345678901234567890", "amount_too_large /props/amount")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890", "amount_too_large /props/amount")]
    [InlineData("1e99999999999999999999", "amount_too_large /props/amount")]
    [InlineData("0.000000001", "amount_too_precise /props/amount")]
    [InlineData("1e-99999999999999999999", "amount_too_precise /props/amount")]
    [InlineData("\"1,99\"", "not_a_number /props/amount")]
    [InlineData("\"0x10\"", "not_a_number /props/amount")]
    [InlineData("\"\"", "not_a_number /props/amount")]
    [InlineData("\"+1\"", "not_a_number /props/amount")]
    [InlineData("\"NaN\"", "not_a_number /props/amount")]
    [InlineData("true", "wrong_type /props/amount")]
    [InlineData("{}", "wrong_type /props/amount")]
    [InlineData("null", "missing /props/amount")]
    public void An_amount_that_is_no_money_rejects_the_event(string sent, string violation) =>
        Assert.Equal([violation], Refuse(Props($"\"amount\":{sent},\"currency\":\"USD\""), "purchase"));

    [Theory]
    [InlineData("USD", "USD")]
    [InlineData("usd", "USD", "respelled")]
    [InlineData(" eur\\n", "EUR", "respelled", "trimmed")]
    [InlineData("BTC", "BTC")]
    [InlineData("XCG", "XCG")]
    [InlineData("HRK", "HRK", "withdrawn_currency")]
    public void A_currency_that_exists_is_written_in_upper_case(string sent, string currency, params string[] flags)
    {
        var fields = Accept(Props($"\"amount\":1,\"currency\":\"{sent}\""), "purchase");

        Assert.Equal(currency, fields.Currency);
        Assert.Equal(flags, fields.Flags);
    }

    [Theory]
    [InlineData("\"EUX\"", "unknown_currency /props/currency")]
    [InlineData("\"XXX\"", "unknown_currency /props/currency")]
    [InlineData("\"XTS\"", "unknown_currency /props/currency")]
    [InlineData("\"US\"", "unknown_currency /props/currency")]
    [InlineData("978", "unknown_currency /props/currency")]
    [InlineData("\"  \"", "empty /props/currency")]
    [InlineData("[]", "wrong_type /props/currency")]
    public void A_currency_that_does_not_exist_rejects_the_event(string sent, string violation)
    {
        Assert.Equal([violation], Refuse(Props($"\"amount\":1,\"currency\":{sent}"), "purchase"));
        Assert.Equal([violation], Refuse(Props($"\"amount\":1,\"currency\":{sent}"), "refund"));
        Assert.Equal([violation], Refuse(Props($"\"amount\":1,\"currency\":{sent},\"network\":\"n\""), "ad_impression"));
    }

    [Fact]
    public void A_virtual_currency_may_be_called_anything_but_nothing()
    {
        Assert.Equal("Gems of Power", Accept(Props("\"amount\":5,\"currency\":\"Gems of Power\""), "resource_gain").Currency);
        Assert.Equal(["empty /props/currency"], Refuse(Props("\"amount\":5,\"currency\":\"\""), "resource_spend"));
        Assert.Equal(["negative_amount /props/amount"], Refuse(Props("\"amount\":-5,\"currency\":\"gems\""), "resource_spend"));
    }

    [Fact]
    public void All_that_is_wrong_with_a_purchase_is_said_at_once() =>
        Assert.Equal(
            ["bad_time /time", "negative_amount /props/amount", "unknown_currency /props/currency"],
            Refuse("\"time\":\"now\"," + Props("\"amount\":-1,\"currency\":\"EUX\""), "purchase"));

    private static Core.Events.EventFields Purchase(string amount) => Accept(Props($"\"amount\":{amount},\"currency\":\"USD\""), "purchase");
}
