WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
cohort AS (
  SELECT s.first_country AS country, s.player_key, s.install_day
  FROM main.players AS s
  WHERE s.install_day IS NOT NULL AND s.install_day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'),
cells AS (
  SELECT install_day, country, day - install_day AS age, sum(players)::BIGINT AS amount
  FROM (
    SELECT install_day, country, DATE '1970-01-01' + (block * 60 + bit)::INTEGER AS day, counters[bit % 15 + 1] >> (bit // 15 * 15) & 32767 AS players
    FROM (
      SELECT c.install_day, c.country, s.block, [sum(s.days >> 0 & 35185445863425)::BIGINT, sum(s.days >> 1 & 35185445863425)::BIGINT, sum(s.days >> 2 & 35185445863425)::BIGINT, sum(s.days >> 3 & 35185445863425)::BIGINT, sum(s.days >> 4 & 35185445863425)::BIGINT, sum(s.days >> 5 & 35185445863425)::BIGINT, sum(s.days >> 6 & 35185445863425)::BIGINT, sum(s.days >> 7 & 35185445863425)::BIGINT, sum(s.days >> 8 & 35185445863425)::BIGINT, sum(s.days >> 9 & 35185445863425)::BIGINT, sum(s.days >> 10 & 35185445863425)::BIGINT, sum(s.days >> 11 & 35185445863425)::BIGINT, sum(s.days >> 12 & 35185445863425)::BIGINT, sum(s.days >> 13 & 35185445863425)::BIGINT, sum(s.days >> 14 & 35185445863425)::BIGINT] AS counters
      FROM main.player_activity AS s
      JOIN cohort AS c ON c.player_key = s.player_key
      WHERE s.block BETWEEN 340 AND 342
      GROUP BY c.install_day, c.country, s.block, s.player_key >> 14),
    generate_series(0, 59) AS bits(bit))
  WHERE players > 0 AND day - install_day BETWEEN 0 AND 90
  GROUP BY ALL),
grid AS (
  SELECT install_day, country, size, age FROM (SELECT install_day, country, count(*) AS size FROM cohort GROUP BY ALL), generate_series(0, 90) AS ages(age), reach
  WHERE install_day + age::INTEGER < until_day),
filled AS (
  SELECT grid.install_day, grid.country, grid.age, any_value(grid.size) AS size, coalesce(sum(cells.amount), 0) AS amount
  FROM grid LEFT JOIN cells ON cells.install_day = grid.install_day AND cells.age = grid.age AND cells.country IS NOT DISTINCT FROM grid.country
  GROUP BY ALL)
SELECT date_trunc('week', install_day)::DATE AS period, country, age::INTEGER AS age, sum(amount) / nullif(sum(size), 0) AS value, sum(amount) AS numerator, sum(size) AS denominator
FROM filled GROUP BY ALL ORDER BY ALL
