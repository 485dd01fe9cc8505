WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, day::DATE AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
dau AS (
  SELECT s.day AS period, count(*) AS dau, sum(s.active_events)::BIGINT AS event_count
  FROM main.player_days AS s
  WHERE s.active AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
parts AS (
  SELECT period, coalesce(sum(dau), 0) AS dau, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM dau UNION ALL BY NAME SELECT period FROM periods)
  GROUP BY ALL)
SELECT period, dau AS value, event_count,
  ends < until_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
