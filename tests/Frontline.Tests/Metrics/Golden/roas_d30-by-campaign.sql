WITH unallocated AS (
  SELECT DISTINCT date_trunc('month', s.date)::DATE AS period FROM main.costs AS s
  WHERE s.date BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND s.cost <> 0 AND (s.campaign IS NULL))
SELECT * REPLACE (CASE WHEN period NOT IN (FROM unallocated) THEN value END AS value), period IN (FROM unallocated) AS unallocated
FROM (
WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, date_trunc('month', day::DATE)::DATE AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
roas_d30 AS (
  WITH cohort AS (
  SELECT s.campaign AS campaign, date_trunc('month', s.install_day)::DATE AS period, s.player_key, s.install_day, s.first_seen
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND s.install_day + 30 < (SELECT until_day FROM reach))
  SELECT period, campaign, sum(converted) AS roas_d30, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
  FROM (
    SELECT period, campaign, money_currency, event_count, convert_money(amount, money_currency, 'USD', utc_date) AS converted
    FROM (
      SELECT c.period, c.campaign, s.currency AS money_currency, s.utc_date AS utc_date, sum(s.amount) AS amount, sum(s.count)::BIGINT AS event_count
      FROM main.player_day_revenue AS s
      JOIN cohort AS c ON c.player_key = s.player_key
      WHERE list_contains(['purchase', 'ad'], s.kind) AND s.day BETWEEN c.install_day + 0 AND c.install_day + 30
      GROUP BY ALL))
  GROUP BY ALL),
roas_d30_of AS (
  SELECT period, campaign, sum(converted) AS roas_d30_of, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
  FROM (
    SELECT period, campaign, money_currency, event_count, convert_money(amount, money_currency, 'USD', utc_date) AS converted
    FROM (
      SELECT date_trunc('month', s.date)::DATE AS period, s.campaign AS campaign, s.currency AS money_currency, s.date AS utc_date, sum(s.cost) AS amount, sum(0)::BIGINT AS event_count
      FROM main.costs AS s
      WHERE s.date BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND s.date + 30 < (SELECT until_day FROM reach)
      GROUP BY ALL))
  GROUP BY ALL),
parts AS (
  SELECT period, campaign, CASE WHEN bool_or(part = 'roas_d30') THEN sum(roas_d30) ELSE 0 END AS roas_d30, CASE WHEN bool_or(part = 'roas_d30_of') THEN sum(roas_d30_of) ELSE 0 END AS roas_d30_of, coalesce(max(event_count), 0) AS event_count, max(unconverted) AS unconverted
  FROM (SELECT *, 'roas_d30' AS part FROM roas_d30 UNION ALL BY NAME SELECT *, 'roas_d30_of' AS part FROM roas_d30_of)
  GROUP BY ALL)
SELECT period, campaign, (roas_d30 / nullif(roas_d30_of, 0)) AS value, roas_d30 AS numerator, roas_d30_of AS denominator, event_count,
  ends + 30 < until_day AS finished, unconverted
FROM parts JOIN periods USING (period), reach
ORDER BY ALL)
ORDER BY ALL
