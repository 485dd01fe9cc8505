namespace Frontline.Metrics.Compiling;

/// <summary>Sums of money in one currency.</summary>
internal static class MoneyQuery
{
    /// <summary>
    /// Amounts are summed by currency and date before they are converted, which is rounding once for all of a day. What has no rate is left out of the sum, and its currencies are named in
    /// <c>unconverted</c>.
    /// </summary>
    /// <param name="name">The sum's column.</param>
    /// <param name="currency">What it is reported in.</param>
    /// <param name="keys">What is grouped by: each alias followed by a comma.</param>
    /// <param name="selected">The same with expressions, as they stand behind SELECT.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="from">Their FROM and WHERE.</param>
    public static string Write(string name, string currency, string keys, string selected, Selection rows, string from)
    {
        var money = rows.Source.Money ?? throw new InvalidOperationException($"{rows.Source.Name} has no money.");
        return
            $"""
            SELECT {keys}sum(converted) AS {name}, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
              FROM (
                SELECT {keys}money_currency, event_count, convert_money(amount, money_currency, {SqlText.Literal(currency)}, utc_date) AS converted
                FROM (
                  SELECT {selected}{money.Currency} AS money_currency, {money.UtcDate} AS utc_date, sum({money.Amount}) AS amount, sum({rows.Source.Events})::BIGINT AS event_count
                  {from.Replace("\n", "\n    ", StringComparison.Ordinal)}
                  GROUP BY ALL))
              GROUP BY ALL
            """;
    }
}
