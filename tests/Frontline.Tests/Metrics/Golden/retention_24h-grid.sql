WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
cohort AS (
  SELECT s.player_key, s.install_day, s.first_seen, (epoch_us((SELECT until FROM reach)) - epoch_us(s.first_seen)) // 86400000000 - 1 AS last_age
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'),
cells AS (
  SELECT c.install_day, (epoch_us(s.time) - epoch_us(c.first_seen)) // 86400000000 AS age, count(DISTINCT s.player_key) AS amount
  FROM main.events AS s
  JOIN cohort AS c ON c.player_key = s.player_key
  WHERE s.player_made AND s.time >= c.first_seen AND (epoch_us(s.time) - epoch_us(c.first_seen)) // 86400000000 BETWEEN 0 AND least(c.last_age, 90)
  GROUP BY ALL),
grid AS (
  SELECT install_day, age, sum(players)::BIGINT AS size FROM (SELECT install_day, last_age, count(*) AS players FROM cohort GROUP BY ALL), generate_series(0, 90) AS ages(age)
  WHERE age <= last_age GROUP BY ALL),
filled AS (
  SELECT grid.install_day, grid.age, any_value(grid.size) AS size, coalesce(sum(cells.amount), 0) AS amount
  FROM grid LEFT JOIN cells ON cells.install_day = grid.install_day AND cells.age = grid.age
  GROUP BY ALL)
SELECT date_trunc('week', install_day)::DATE AS period, age::INTEGER AS age, sum(amount) / nullif(sum(size), 0) AS value, sum(amount) AS numerator, sum(size) AS denominator
FROM filled GROUP BY ALL ORDER BY ALL
