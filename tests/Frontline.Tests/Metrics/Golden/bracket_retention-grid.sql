WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
cohort AS (
  SELECT s.player_key, s.install_day
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'),
cells AS (
  SELECT c.install_day, b.age AS age, b.last_age AS last_age, count(DISTINCT s.player_key) AS amount
  FROM main.player_days AS s
  JOIN cohort AS c ON c.player_key = s.player_key
  CROSS JOIN (VALUES (0, 0), (1, 3), (4, 7), (8, 14), (15, 30)) AS b(age, last_age)
  WHERE s.active AND s.day - c.install_day BETWEEN b.age AND b.last_age
  GROUP BY ALL),
grid AS (
  SELECT install_day, size, age, last_age FROM (SELECT install_day, count(*) AS size FROM cohort GROUP BY ALL), (VALUES (0, 0), (1, 3), (4, 7), (8, 14), (15, 30)) AS ages(age, last_age), reach
  WHERE install_day + last_age::INTEGER < until_day),
filled AS (
  SELECT grid.install_day, grid.age, grid.last_age, any_value(grid.size) AS size, coalesce(sum(cells.amount), 0) AS amount
  FROM grid LEFT JOIN cells ON cells.install_day = grid.install_day AND cells.age = grid.age AND cells.last_age = grid.last_age
  GROUP BY ALL)
SELECT date_trunc('week', install_day)::DATE AS period, age::INTEGER AS age, last_age::INTEGER AS last_age, sum(amount) / nullif(sum(size), 0) AS value, sum(amount) AS numerator, sum(size) AS denominator
FROM filled GROUP BY ALL ORDER BY ALL
