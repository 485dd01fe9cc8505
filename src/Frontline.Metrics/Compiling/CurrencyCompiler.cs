using Frontline.Metrics.Questions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Compiling;

/// <summary>Gross revenue by currency in two periods, with the mean rates of both and the volatility of the rate, as SQL.</summary>
public static class CurrencyCompiler
{
    /// <summary>
    /// A statement that gives a row per currency: <c>currency</c>, <c>base_local</c> and <c>local</c> (revenue of the base period and of the period, unconverted), <c>base_rate</c> and <c>rate</c> (units of
    /// the reporting currency for one unit: the ratio of the period's mean fixings to the euro; null without any), <c>volatility</c> (standard deviation of the logarithm of the rate's change from
    /// fixing to fixing; null with fewer than three) and <c>fixings</c> (how many changes it rests on, in
    /// <c>span_days</c>).
    /// </summary>
    /// <exception cref="MetricException">Days or filter do not fit.</exception>
    public static string Compile(CurrencyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        MetricCompiler.CheckDays(question.From, question.To);
        MetricCompiler.CheckDays(question.BaseFrom, question.BaseTo);
        var rows = new Selection(MetricSources.All["payments"], where: null, ["kind"], [], question.Where);
        var money = rows.Source.Money!;
        var home = SqlText.Literal(question.Game.Currency);
        return
            $"""
            WITH spans AS (
              SELECT 'base' AS span, {SqlText.Literal(question.BaseFrom)} AS first_day, {SqlText.Literal(question.BaseTo)} AS last_day
              UNION ALL SELECT 'now', {SqlText.Literal(question.From)}, {SqlText.Literal(question.To)}),
            earned AS (
              SELECT span, currency, sum(amount) AS amount
              FROM (
                SELECT {rows.Source.Day} AS day, {money.Currency} AS currency, {money.Amount} AS amount
                {rows.From(["list_contains(['purchase', 'ad'], s.kind)"])}) JOIN spans ON day BETWEEN first_day AND last_day
              GROUP BY ALL),
            fixings AS (
              SELECT currency, date, per_euro FROM rate_days WHERE date = fixing
              UNION ALL SELECT 'EUR', date, 1.0 FROM (SELECT DISTINCT date FROM rate_days WHERE date = fixing)),
            means AS (
              SELECT span, currency, avg(per_euro) AS per_euro FROM fixings JOIN spans ON date BETWEEN first_day AND last_day GROUP BY ALL),
            rates AS (
              SELECT other.span, other.currency, home.per_euro / other.per_euro AS rate FROM means AS other JOIN means AS home ON home.span = other.span AND home.currency = {home}),
            changes AS (
              SELECT currency, date, ln(rate / lag(rate) OVER (PARTITION BY currency ORDER BY date)) AS change
              FROM (
                SELECT other.currency, other.date, home.per_euro / other.per_euro AS rate FROM fixings AS other JOIN fixings AS home ON home.date = other.date AND home.currency = {home}
                WHERE other.date BETWEEN {SqlText.Literal(question.To.AddDays(-question.VolatilityDays))} AND {SqlText.Literal(question.To)})),
            volatilities AS (SELECT currency, stddev_samp(change) AS volatility, count(change) AS fixings, max(date) - min(date) AS span_days FROM changes GROUP BY currency)
            SELECT currency, coalesce(max(amount) FILTER (WHERE span = 'base'), 0) AS base_local, coalesce(max(amount) FILTER (WHERE span = 'now'), 0) AS local,
              CASE WHEN currency = {home} THEN 1 ELSE (SELECT max(rate) FROM rates WHERE rates.currency = earned.currency AND rates.span = 'base') END AS base_rate,
              CASE WHEN currency = {home} THEN 1 ELSE (SELECT max(rate) FROM rates WHERE rates.currency = earned.currency AND rates.span = 'now') END AS rate,
              CASE WHEN currency = {home} THEN 0 ELSE (SELECT max(volatility) FROM volatilities WHERE volatilities.currency = earned.currency) END AS volatility,
              CASE WHEN currency = {home} THEN 0 ELSE coalesce((SELECT max(fixings) FROM volatilities WHERE volatilities.currency = earned.currency), 0) END AS fixings,
              CASE WHEN currency = {home} THEN NULL ELSE (SELECT max(span_days) FROM volatilities WHERE volatilities.currency = earned.currency) END AS span_days
            FROM earned GROUP BY currency ORDER BY currency
            """.ReplaceLineEndings("\n");
    }
}
