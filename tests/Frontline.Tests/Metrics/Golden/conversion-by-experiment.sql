WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, DATE '2026-01-01' AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
payers AS (
  SELECT DATE '2026-01-01' AS period, x_bigger_5f_start.variant AS "experiment.bigger_start", count(DISTINCT s.player_key) AS payers, sum(1)::BIGINT AS event_count
  FROM main.purchases AS s
  LEFT JOIN (SELECT player_key, CASE WHEN count(DISTINCT variant) = 1 THEN min(variant) ELSE 'several' END AS variant FROM main.experiment_exposures WHERE experiment = 'bigger_start' GROUP BY player_key) AS x_bigger_5f_start ON x_bigger_5f_start.player_key = s.player_key
  WHERE s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
active_players AS (
  SELECT DATE '2026-01-01' AS period, x_bigger_5f_start.variant AS "experiment.bigger_start", count(DISTINCT s.player_key) AS active_players, sum(s.active_events)::BIGINT AS event_count
  FROM main.player_days AS s
  LEFT JOIN (SELECT player_key, CASE WHEN count(DISTINCT variant) = 1 THEN min(variant) ELSE 'several' END AS variant FROM main.experiment_exposures WHERE experiment = 'bigger_start' GROUP BY player_key) AS x_bigger_5f_start ON x_bigger_5f_start.player_key = s.player_key
  WHERE s.active AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
parts AS (
  SELECT period, "experiment.bigger_start", coalesce(sum(payers), 0) AS payers, coalesce(sum(active_players), 0) AS active_players, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM payers UNION ALL BY NAME SELECT * FROM active_players)
  GROUP BY ALL)
SELECT period, "experiment.bigger_start", (payers / nullif(active_players, 0)) AS value, payers AS numerator, active_players AS denominator, event_count,
  ends < until_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
