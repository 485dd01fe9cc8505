WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, date_trunc('week', day::DATE)::DATE AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
dau AS (
  SELECT date_trunc('week', s.day)::DATE AS period, s.country AS country, count(DISTINCT (s.day, s.player_key)) AS dau, sum(1)::BIGINT AS event_count
  FROM main.events AS s
  WHERE s.player_made AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
parts AS (
  SELECT period, country, coalesce(sum(dau), 0) AS dau, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM dau)
  GROUP BY ALL)
SELECT period, country, dau / day_count AS value, event_count,
  ends < until_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
