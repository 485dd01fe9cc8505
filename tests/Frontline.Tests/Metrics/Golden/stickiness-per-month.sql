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
    WITH seen AS (SELECT s.day AS day, s.player_key, sum(s.active_events)::BIGINT AS event_count
    FROM main.player_days AS s
    WHERE s.active AND s.day BETWEEN DATE '2025-12-03' AND DATE '2026-03-31'
    GROUP BY ALL),
    stretches AS (
      SELECT day, least(day + 30, coalesce(lead(day) OVER (PARTITION BY player_key ORDER BY day), day + 30)) AS until FROM seen)
    SELECT unnest(generate_series(greatest(day, DATE '2026-01-01'), least(until - 1, DATE '2026-03-31'), INTERVAL 1 DAY))::DATE AS period, 1 AS mau, 0 AS event_count FROM stretches
    UNION ALL
    SELECT unnest(generate_series(greatest(day, DATE '2026-01-01'), least(day + 29, DATE '2026-03-31'), INTERVAL 1 DAY))::DATE, 0, event_count
    FROM (SELECT day, sum(event_count) AS event_count FROM seen GROUP BY ALL))
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
