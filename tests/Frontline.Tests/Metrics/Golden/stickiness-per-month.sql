WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, date_trunc('month', day::DATE)::DATE AS period
  FROM generate_series(DATE '2026-01-01', DATE '2026-03-31', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
dau AS (
  SELECT s.day AS period, count(*) AS dau, sum(s.active_events)::BIGINT AS event_count
  FROM main.player_days AS s
  WHERE s.active AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-03-31'
  GROUP BY ALL),
mau AS (
  SELECT period, sum(mau)::BIGINT AS mau, sum(event_count)::BIGINT AS event_count
  FROM (
    SELECT day AS period, players AS mau, 0 AS event_count FROM (
      SELECT day, sum(players)::BIGINT AS players
    FROM (
      SELECT DATE '1970-01-01' + (block * 60 + bit)::INTEGER AS day, counters[bit % 15 + 1] >> (bit // 15 * 15) & 32767 AS players
      FROM (
        SELECT s.block, [sum(s.days >> 0 & 35185445863425)::BIGINT, sum(s.days >> 1 & 35185445863425)::BIGINT, sum(s.days >> 2 & 35185445863425)::BIGINT, sum(s.days >> 3 & 35185445863425)::BIGINT, sum(s.days >> 4 & 35185445863425)::BIGINT, sum(s.days >> 5 & 35185445863425)::BIGINT, sum(s.days >> 6 & 35185445863425)::BIGINT, sum(s.days >> 7 & 35185445863425)::BIGINT, sum(s.days >> 8 & 35185445863425)::BIGINT, sum(s.days >> 9 & 35185445863425)::BIGINT, sum(s.days >> 10 & 35185445863425)::BIGINT, sum(s.days >> 11 & 35185445863425)::BIGINT, sum(s.days >> 12 & 35185445863425)::BIGINT, sum(s.days >> 13 & 35185445863425)::BIGINT, sum(s.days >> 14 & 35185445863425)::BIGINT] AS counters
        FROM (SELECT player_key, block, (days >> 60)::BIGINT AS days FROM (SELECT game, player_key, block, days | ((days & 81129638414606681695789005144063) << 14) AS days FROM (SELECT game, player_key, block, days | ((days & 5192296858534827628530496329220095) << 8) AS days FROM (SELECT game, player_key, block, days | ((days & 83076749736557242056487941267521535) << 4) AS days FROM (SELECT game, player_key, block, days | ((days & 332306998946228968225951765070086143) << 2) AS days FROM (SELECT game, player_key, block, days | ((days & 664613997892457936451903530140172287) << 1) AS days FROM (SELECT game, player_key, block, bit_or(days) AS days FROM (
          SELECT game, player_key, block, days::HUGEINT << 60 AS days FROM main.player_activity WHERE block BETWEEN 340 AND 342
          UNION ALL
          SELECT game, player_key, block + 1 AS block, days::HUGEINT AS days FROM main.player_activity WHERE block BETWEEN 340 - 1 AND 342 - 1)
        GROUP BY game, player_key, block))))))) AS s
        GROUP BY s.block, s.player_key >> 14),
      generate_series(0, 59) AS bits(bit))
    WHERE day BETWEEN DATE '2026-01-01' AND DATE '2026-03-31'
    GROUP BY day)
    UNION ALL
    SELECT greatest(day, begins), 0, event_count FROM (SELECT s.day AS day, sum(s.active_events)::BIGINT AS event_count FROM main.player_days AS s
    WHERE s.active AND s.day BETWEEN DATE '2025-12-03' AND DATE '2026-03-31' GROUP BY ALL) JOIN periods ON day BETWEEN begins - 29 AND ends)
  GROUP BY ALL),
parts AS (
  SELECT period, coalesce(sum(dau), 0) AS dau, coalesce(sum(mau), 0) AS mau, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM dau UNION ALL BY NAME SELECT * FROM mau UNION ALL BY NAME SELECT day AS period FROM days)
  GROUP BY ALL)
SELECT period, mean AS value, event_count, ends < until_day AND begins - 29 >= first_day AS finished
FROM (
  SELECT days.period AS period, avg((dau / nullif(mau, 0))) AS mean, sum(event_count)::BIGINT AS event_count
  FROM parts JOIN days ON days.day = parts.period GROUP BY ALL) JOIN periods USING (period), reach
ORDER BY ALL
