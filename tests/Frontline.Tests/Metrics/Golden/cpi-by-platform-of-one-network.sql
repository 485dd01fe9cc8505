WITH unallocated AS (
  SELECT DISTINCT date_trunc('week', s.date)::DATE AS period FROM main.costs AS s
  WHERE s.date BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND s.cost <> 0 AND (s.network = 'unity') IS NOT FALSE AND (s.platform IS NULL OR (s.network = 'unity') IS NULL))
SELECT * REPLACE (CASE WHEN period NOT IN (FROM unallocated) THEN value END AS value), period IN (FROM unallocated) AS unallocated
FROM (
WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, date_trunc('week', day::DATE)::DATE AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
spend AS (
  SELECT period, platform, sum(converted) AS spend, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
  FROM (
    SELECT period, platform, money_currency, event_count, convert_money(amount, money_currency, 'USD', utc_date) AS converted
    FROM (
      SELECT date_trunc('week', s.date)::DATE AS period, s.platform AS platform, s.currency AS money_currency, s.date AS utc_date, sum(s.cost) AS amount, sum(0)::BIGINT AS event_count
      FROM main.costs AS s
      WHERE (s.network = 'unity') AND s.date BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
      GROUP BY ALL))
  GROUP BY ALL),
new_players AS (
  SELECT date_trunc('week', s.install_day)::DATE AS period, s.first_platform AS platform, count(*) AS new_players, sum(s.events)::BIGINT AS event_count
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND (s.network = 'unity') AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
parts AS (
  SELECT period, platform, CASE WHEN bool_or(part = 'spend') THEN sum(spend) ELSE 0 END AS spend, coalesce(sum(new_players), 0) AS new_players, coalesce(max(event_count), 0) AS event_count, max(unconverted) AS unconverted
  FROM (SELECT *, 'spend' AS part FROM spend UNION ALL BY NAME SELECT * FROM new_players)
  GROUP BY ALL)
SELECT period, platform, (spend / nullif(new_players, 0)) AS value, spend AS numerator, new_players AS denominator, event_count,
  ends < until_day AS finished, unconverted
FROM parts JOIN periods USING (period), reach
ORDER BY ALL)
ORDER BY ALL
