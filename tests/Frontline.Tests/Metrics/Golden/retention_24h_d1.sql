WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, DATE '2026-01-01' AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
retention_24h_d1 AS (
  WITH cohort AS (
  SELECT DATE '2026-01-01' AS period, s.player_key, s.install_day, s.first_seen
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND s.first_seen + INTERVAL 48 HOUR <= (SELECT until FROM reach))
  SELECT c.period, count(DISTINCT s.player_key) AS retention_24h_d1, sum(1)::BIGINT AS event_count
  FROM main.events AS s
  JOIN cohort AS c ON c.player_key = s.player_key
  WHERE s.player_made AND s.time >= c.first_seen + INTERVAL 24 HOUR AND s.time < c.first_seen + INTERVAL 48 HOUR
  GROUP BY ALL),
retention_24h_d1_of AS (
  WITH cohort AS (
  SELECT DATE '2026-01-01' AS period, s.player_key, s.install_day, s.first_seen
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND s.first_seen + INTERVAL 48 HOUR <= (SELECT until FROM reach))
  SELECT period, count(*) AS retention_24h_d1_of, 0 AS event_count FROM cohort GROUP BY ALL),
parts AS (
  SELECT period, coalesce(sum(retention_24h_d1), 0) AS retention_24h_d1, coalesce(sum(retention_24h_d1_of), 0) AS retention_24h_d1_of, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM retention_24h_d1 UNION ALL BY NAME SELECT * FROM retention_24h_d1_of)
  GROUP BY ALL)
SELECT period, (retention_24h_d1 / nullif(retention_24h_d1_of, 0)) AS value, retention_24h_d1 AS numerator, retention_24h_d1_of AS denominator, event_count,
  ends + 2 < until_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
