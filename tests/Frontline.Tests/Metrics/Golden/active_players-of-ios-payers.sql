WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, DATE '2026-01-01' AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-01-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
active_players AS (
  SELECT DATE '2026-01-01' AS period, count(DISTINCT s.player_key) AS active_players, sum(1)::BIGINT AS event_count
  FROM main.events AS s
  LEFT JOIN main.players AS p ON p.player_key = s.player_key
  WHERE s.player_made AND ((s.platform = 'ios') AND (p.campaign IS NOT NULL)) AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY ALL),
parts AS (
  SELECT period, coalesce(sum(active_players), 0) AS active_players, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM active_players UNION ALL BY NAME SELECT period FROM periods)
  GROUP BY ALL)
SELECT period, active_players AS value, event_count,
  ends < until_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
