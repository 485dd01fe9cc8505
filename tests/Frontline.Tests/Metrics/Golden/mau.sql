WITH reach AS (SELECT min(first_day) AS first_day, max(until_day) AS until_day, max(until) AS until FROM main.coverage),
days AS (
  SELECT day::DATE AS day, day::DATE AS period
  FROM generate_series(DATE '2026-02-01', DATE '2026-02-28', INTERVAL 1 DAY) AS asked(day), reach WHERE day <= until_day),
periods AS (SELECT period, min(day) AS begins, max(day) AS ends, count(*) AS day_count FROM days GROUP BY period),
mau AS (
  SELECT period, platform, sum(mau)::BIGINT AS mau, sum(event_count)::BIGINT AS event_count
  FROM (
    WITH seen AS (SELECT s.day AS day, s.player_key, s.platform AS platform, sum(1)::BIGINT AS event_count
    FROM main.events AS s
    WHERE s.player_made AND s.day BETWEEN DATE '2026-01-03' AND DATE '2026-02-28'
    GROUP BY ALL),
    stretches AS (
      SELECT day, platform, least(day + 30, coalesce(lead(day) OVER (PARTITION BY player_key, platform ORDER BY day), day + 30)) AS until FROM seen)
    SELECT unnest(generate_series(greatest(day, DATE '2026-02-01'), least(until - 1, DATE '2026-02-28'), INTERVAL 1 DAY))::DATE AS period, platform, 1 AS mau, 0 AS event_count FROM stretches
    UNION ALL
    SELECT greatest(day, begins), platform, 0, event_count FROM (SELECT day, platform, sum(event_count) AS event_count FROM seen GROUP BY ALL) JOIN periods ON day BETWEEN begins - 29 AND ends)
  GROUP BY ALL),
parts AS (
  SELECT period, platform, coalesce(sum(mau), 0) AS mau, coalesce(max(event_count), 0) AS event_count
  FROM (SELECT * FROM mau)
  GROUP BY ALL)
SELECT period, platform, mau AS value, event_count,
  ends < until_day AND begins - 29 >= first_day AS finished
FROM parts JOIN periods USING (period), reach
ORDER BY ALL
