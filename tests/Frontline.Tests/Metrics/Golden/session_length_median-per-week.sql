WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, date_trunc('week', day::DATE)::DATE AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
session_length_median AS (
  SELECT date_trunc('week', s.day)::DATE AS period, quantile_cont(s.length_s, 0.5) AS session_length_median, sum(s.events)::BIGINT AS event_count
  FROM main.sessions AS s
  WHERE s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
parts AS (
  SELECT period, max(session_length_median) AS session_length_median, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM session_length_median UNION ALL BY NAME SELECT period FROM periods)
  GROUP BY ALL)
SELECT period, session_length_median AS value, event_count,
  ends < until_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
