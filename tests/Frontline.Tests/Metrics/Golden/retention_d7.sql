WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, day::DATE AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
retention_d7 AS (
  WITH cohort AS (
  SELECT s.first_country AS country, s.install_day AS period, s.player_key, s.install_day, s.first_seen
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND s.install_day + 7 < (SELECT until_day FROM reach))
  SELECT c.period, c.country, count(DISTINCT s.player_key) AS retention_d7, sum(s.active_events)::BIGINT AS event_count
  FROM main.player_days AS s
  JOIN cohort AS c ON c.player_key = s.player_key
  WHERE s.active AND s.day BETWEEN c.install_day + 7 AND c.install_day + 7
  GROUP BY ALL),
retention_d7_of AS (
  WITH cohort AS (
  SELECT s.first_country AS country, s.install_day AS period, s.player_key, s.install_day, s.first_seen
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND s.install_day + 7 < (SELECT until_day FROM reach))
  SELECT period, country, count(*) AS retention_d7_of, 0 AS event_count FROM cohort GROUP BY ALL),
parts AS (
  SELECT period, country, coalesce(sum(retention_d7), 0) AS retention_d7, coalesce(sum(retention_d7_of), 0) AS retention_d7_of, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM retention_d7 UNION ALL BY NAME SELECT * FROM retention_d7_of)
  GROUP BY ALL)
SELECT period, country, (retention_d7 / nullif(retention_d7_of, 0)) AS value, retention_d7 AS numerator, retention_d7_of AS denominator, event_count,
  ends + 7 < until_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
