WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, DATE '2026-01-01' AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
top_1_percent_revenue AS (
  SELECT period, sum(spent) FILTER (WHERE spent > 0 AND place <= ceil(payers * 0.01)) AS top_1_percent_revenue, sum(event_count)::BIGINT AS event_count, max(unconverted) AS unconverted
  FROM (
    SELECT *, row_number() OVER (PARTITION BY period ORDER BY spent DESC NULLS LAST) AS place, count(*) FILTER (WHERE spent > 0) OVER (PARTITION BY period) AS payers
    FROM (SELECT period, player_key, sum(converted) AS spent, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
    FROM (
      SELECT period, player_key, money_currency, event_count, convert_money(amount, money_currency, 'USD', utc_date) AS converted
      FROM (
        SELECT DATE '2026-01-01' AS period, s.player_key AS player_key, s.currency AS money_currency, s.utc_date AS utc_date, sum(s.amount) AS amount, sum(s.count)::BIGINT AS event_count
        FROM main.player_day_revenue AS s
        WHERE (s.kind = 'purchase') AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
        GROUP BY ALL))
    GROUP BY ALL) WHERE spent > 0 OR unconverted IS NOT NULL)
  GROUP BY ALL),
parts AS (
  SELECT period, CASE WHEN bool_or(part = 'top_1_percent_revenue') THEN sum(top_1_percent_revenue) ELSE 0 END AS top_1_percent_revenue, coalesce(max(event_count), 0) AS event_count, max(unconverted) AS unconverted
  FROM (SELECT *, 'top_1_percent_revenue' AS part FROM top_1_percent_revenue UNION ALL BY NAME SELECT period FROM periods)
  GROUP BY ALL)
SELECT period, top_1_percent_revenue AS value, event_count,
  ends < until_day AS finished, unconverted
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
