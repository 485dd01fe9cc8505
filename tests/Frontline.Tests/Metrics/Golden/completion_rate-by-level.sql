WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, DATE '2026-01-01' AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
level_completes AS (
  SELECT DATE '2026-01-01' AS period, s.level AS level, sum(s.completes) AS level_completes, sum(1)::BIGINT AS event_count
  FROM (SELECT *, (name = 'level_start')::INT AS starts, (name = 'level_complete')::INT AS completes, (name = 'level_fail')::INT AS fails FROM main.events WHERE level IS NOT NULL AND name IN ('level_start', 'level_complete', 'level_fail')) AS s
  WHERE ((s.props->>'mode') = 'hard') AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
level_fails AS (
  SELECT DATE '2026-01-01' AS period, s.level AS level, sum(s.fails) AS level_fails, sum(1)::BIGINT AS event_count
  FROM (SELECT *, (name = 'level_start')::INT AS starts, (name = 'level_complete')::INT AS completes, (name = 'level_fail')::INT AS fails FROM main.events WHERE level IS NOT NULL AND name IN ('level_start', 'level_complete', 'level_fail')) AS s
  WHERE ((s.props->>'mode') = 'hard') AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
level_starts AS (
  SELECT DATE '2026-01-01' AS period, s.level AS level, sum(s.starts) AS level_starts, sum(1)::BIGINT AS event_count
  FROM (SELECT *, (name = 'level_start')::INT AS starts, (name = 'level_complete')::INT AS completes, (name = 'level_fail')::INT AS fails FROM main.events WHERE level IS NOT NULL AND name IN ('level_start', 'level_complete', 'level_fail')) AS s
  WHERE ((s.props->>'mode') = 'hard') AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
parts AS (
  SELECT period, level, coalesce(sum(level_completes), 0) AS level_completes, coalesce(sum(level_fails), 0) AS level_fails, coalesce(sum(level_starts), 0) AS level_starts, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM level_completes UNION ALL BY NAME SELECT * FROM level_fails UNION ALL BY NAME SELECT * FROM level_starts)
  GROUP BY ALL)
SELECT period, level, (level_completes / nullif((((level_completes + level_fails) * (1 - 0)) + (level_starts * 0)), 0)) AS value, level_completes AS numerator, (((level_completes + level_fails) * (1 - 0)) + (level_starts * 0)) AS denominator, event_count,
  ends < until_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
