WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, DATE '2026-01-01' AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
purchase_revenue AS (
  SELECT period, campaign, sum(converted) AS purchase_revenue, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
  FROM (
    SELECT period, campaign, money_currency, event_count, convert_money(amount, money_currency, 'USD', utc_date) AS converted
    FROM (
      SELECT DATE '2026-01-01' AS period, p.campaign AS campaign, s.currency AS money_currency, s.utc_date AS utc_date, sum(s.amount) AS amount, sum(s.count)::BIGINT AS event_count
      FROM main.player_day_revenue AS s
      LEFT JOIN main.players AS p ON p.player_key = s.player_key
      WHERE (s.kind = 'purchase') AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
      GROUP BY ALL))
  GROUP BY ALL),
refunded AS (
  SELECT period, campaign, sum(converted) AS refunded, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
  FROM (
    SELECT period, campaign, money_currency, event_count, convert_money(amount, money_currency, 'USD', utc_date) AS converted
    FROM (
      SELECT DATE '2026-01-01' AS period, p.campaign AS campaign, s.currency AS money_currency, s.utc_date AS utc_date, sum(s.amount) AS amount, sum(s.count)::BIGINT AS event_count
      FROM main.player_day_revenue AS s
      LEFT JOIN main.players AS p ON p.player_key = s.player_key
      WHERE (s.kind = 'refund') AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
      GROUP BY ALL))
  GROUP BY ALL),
ad_revenue AS (
  SELECT period, campaign, sum(converted) AS ad_revenue, sum(event_count)::BIGINT AS event_count, string_agg(DISTINCT money_currency, ', ' ORDER BY money_currency) FILTER (WHERE converted IS NULL) AS unconverted
  FROM (
    SELECT period, campaign, money_currency, event_count, convert_money(amount, money_currency, 'USD', utc_date) AS converted
    FROM (
      SELECT DATE '2026-01-01' AS period, p.campaign AS campaign, s.currency AS money_currency, s.utc_date AS utc_date, sum(s.amount) AS amount, sum(s.count)::BIGINT AS event_count
      FROM main.player_day_revenue AS s
      LEFT JOIN main.players AS p ON p.player_key = s.player_key
      WHERE (s.kind = 'ad') AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
      GROUP BY ALL))
  GROUP BY ALL),
parts AS (
  SELECT period, campaign, CASE WHEN bool_or(part = 'purchase_revenue') THEN sum(purchase_revenue) ELSE 0 END AS purchase_revenue, CASE WHEN bool_or(part = 'refunded') THEN sum(refunded) ELSE 0 END AS refunded, CASE WHEN bool_or(part = 'ad_revenue') THEN sum(ad_revenue) ELSE 0 END AS ad_revenue, coalesce(max(event_count), 0) AS event_count, max(unconverted) AS unconverted
  FROM (SELECT *, 'purchase_revenue' AS part FROM purchase_revenue UNION ALL BY NAME SELECT *, 'refunded' AS part FROM refunded UNION ALL BY NAME SELECT *, 'ad_revenue' AS part FROM ad_revenue)
  GROUP BY ALL)
SELECT period, campaign, (((purchase_revenue - refunded) * (1 - 0.3)) + ad_revenue) AS value, event_count,
  ends < until_day AS finished, unconverted
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
