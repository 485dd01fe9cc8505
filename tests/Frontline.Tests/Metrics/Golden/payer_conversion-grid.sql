WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
cohort AS (
  SELECT s.player_key, s.install_day
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'),
cells AS (
  SELECT install_day, age, count(*) AS amount FROM (
    SELECT c.install_day, c.player_key, min(s.day - c.install_day) AS age
    FROM main.purchases AS s
  JOIN cohort AS c ON c.player_key = s.player_key
  WHERE s.day - c.install_day BETWEEN 0 AND 90
    GROUP BY ALL)
  GROUP BY ALL),
grid AS (
  SELECT install_day, size, age FROM (SELECT install_day, count(*) AS size FROM cohort GROUP BY ALL), generate_series(0, 90) AS ages(age), reach
  WHERE install_day + age::INTEGER < until_day),
filled AS (
  SELECT grid.install_day, grid.age, any_value(grid.size) AS size, coalesce(sum(cells.amount), 0) AS amount
  FROM grid LEFT JOIN cells ON cells.install_day = grid.install_day AND cells.age <= grid.age
  GROUP BY ALL)
SELECT date_trunc('week', install_day)::DATE AS period, age::INTEGER AS age, sum(amount) / nullif(sum(size), 0) AS value, sum(amount) AS numerator, sum(size) AS denominator
FROM filled GROUP BY ALL ORDER BY ALL
