-- One row per player, reporting day and level.
-- [version] 1
-- [slice] day
-- [table]
CREATE TABLE store.level_attempts (
  load BIGINT, game VARCHAR, player_key BIGINT, test BOOLEAN, day DATE, level INTEGER, starts BIGINT, completes BIGINT, fails BIGINT,
  duration_ms BIGINT, best_score DOUBLE, first_time TIMESTAMPTZ, last_time TIMESTAMPTZ, first_complete TIMESTAMPTZ);

-- [delta]
-- Durations are summed as whole milliseconds because sums of doubles depend on their order; one over a day is a client that slept.
INSERT INTO store.level_attempts BY NAME
SELECT getvariable('load') AS load, game, player_key, test, day, level, count(*) FILTER (name = 'level_start') AS starts,
  count(*) FILTER (name = 'level_complete') AS completes, count(*) FILTER (name = 'level_fail') AS fails,
  coalesce(sum(CASE WHEN name <> 'level_start' AND duration BETWEEN 0 AND 86400 THEN round(duration * 1000)::BIGINT END), 0)::BIGINT AS duration_ms,
  max(score) FILTER (name <> 'level_start' AND isfinite(score)) AS best_score, min(time) AS first_time, max(time) AS last_time,
  min(time) FILTER (name = 'level_complete') AS first_complete
FROM batch WHERE level IS NOT NULL AND name IN ('level_start', 'level_complete', 'level_fail')
GROUP BY game, player_key, test, day, level;

-- [fold]
SELECT game, player_key, test, day, level, sum(starts)::BIGINT AS starts, sum(completes)::BIGINT AS completes, sum(fails)::BIGINT AS fails,
  sum(duration_ms)::BIGINT AS duration_ms, max(best_score) AS best_score, min(first_time) AS first_time, max(last_time) AS last_time,
  min(first_complete) AS first_complete
FROM store.level_attempts GROUP BY game, player_key, test, day, level

-- [view]
SELECT game, player_key, test, day, level, starts, completes, fails, duration_ms, best_score, first_time, last_time, first_complete FROM store.level_attempts_folded

-- [truth]
WITH attempts AS (SELECT * FROM store.events WHERE level IS NOT NULL)
SELECT game, player_key, test, day, level, count(CASE name WHEN 'level_start' THEN 1 END) AS starts,
  count(CASE name WHEN 'level_complete' THEN 1 END) AS completes, count(CASE name WHEN 'level_fail' THEN 1 END) AS fails,
  coalesce(sum(CASE WHEN name IN ('level_complete', 'level_fail') AND duration >= 0 AND duration <= 86400 THEN round(duration * 1000)::BIGINT END), 0)::BIGINT AS duration_ms,
  max(CASE WHEN name IN ('level_complete', 'level_fail') AND isfinite(score) THEN score END) AS best_score, min(time) AS first_time, max(time) AS last_time,
  min(CASE WHEN name = 'level_complete' THEN time END) AS first_complete
FROM attempts WHERE name IN ('level_start', 'level_complete', 'level_fail') GROUP BY game, player_key, test, day, level
