WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, date_trunc('month', day::DATE)::DATE AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-03-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
revenue AS (
  SELECT period, sum(converted) AS revenue, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
  FROM (
    SELECT period, money_currency, event_count, convert_money(amount, money_currency, 'USD', utc_date) AS converted
    FROM (
      SELECT date_trunc('month', s.day)::DATE AS period, s.currency AS money_currency, s.utc_date AS utc_date, sum(s.amount) AS amount, sum(s.count)::BIGINT AS event_count
      FROM main.player_day_revenue AS s
      WHERE list_contains(['purchase', 'ad'], s.kind) AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-03-31'
      GROUP BY ALL))
  GROUP BY ALL),
dau AS (
  SELECT date_trunc('month', s.day)::DATE AS period, count(*) AS dau, sum(s.active_events)::BIGINT AS event_count
  FROM main.player_days AS s
  WHERE s.active AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-03-31'
  GROUP BY ALL),
parts AS (
  SELECT period, CASE WHEN bool_or(part = 'revenue') THEN sum(revenue) ELSE 0 END AS revenue, coalesce(sum(dau), 0) AS dau, coalesce(max(event_count), 0) AS event_count, max(unconverted) AS unconverted
  FROM (SELECT *, 'revenue' AS part FROM revenue UNION ALL BY NAME SELECT * FROM dau UNION ALL BY NAME SELECT period FROM periods)
  GROUP BY ALL)
SELECT period, (revenue / nullif(dau, 0)) AS value, revenue AS numerator, dau AS denominator, event_count,
  ends < until_day AS finished, unconverted
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
