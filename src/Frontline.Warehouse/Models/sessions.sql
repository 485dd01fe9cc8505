-- Sessions: maximal runs of a player's player-made events with gaps of at most the game's idle minutes.
-- Each load appends the runs within its own rows; uniting runs that lie at most the idle time apart gives the runs of the whole,
-- in whatever order they came, so no event is ever read twice. What is not united yet (load > 0) is not shown: see `in_sessions` of `loads`.
-- [version] 1
-- [table]
CREATE TABLE store.sessions (
  load BIGINT, game VARCHAR, player_key BIGINT, test BOOLEAN, start_time TIMESTAMPTZ, end_time TIMESTAMPTZ, day DATE, events BIGINT,
  first_order HUGEINT, platform VARCHAR, country VARCHAR, app_version VARCHAR);

-- [delta]
-- A player whose events of the load lie within the idle time has one run, which `batch_days` knows: nearly all, as a load is about a second.
-- Only the rows of the others are put in order.
INSERT INTO store.sessions BY NAME
WITH stretches AS (
  SELECT game, player_key, test, min(first_time) AS start_time, max(last_time) AS end_time, min(day) AS day, sum(active_events) AS events,
    min(first_order) AS first_order, arg_min(first_values, first_order) AS first_values,
    epoch_us(max(last_time)) - epoch_us(min(first_time)) > any_value(g.idle_us) AS long
  FROM batch_days JOIN store.games AS g USING (game) WHERE active_events > 0 GROUP BY game, player_key, test),
spaced AS (
  SELECT game, player_key, test, day, time, store.order_of(time, chain, receipt, receipt_index) AS position,
    platform, country, app_version,
    coalesce(epoch_us(time) - lag(epoch_us(time)) OVER (PARTITION BY game, player_key, test ORDER BY time) > g.idle_us, true) AS starts
  FROM batch SEMI JOIN (FROM stretches WHERE long) USING (game, player_key, test) JOIN store.games AS g USING (game) WHERE player_made),
numbered AS (
  SELECT *, count(*) FILTER (starts) OVER (PARTITION BY game, player_key, test ORDER BY time) AS run FROM spaced)
SELECT getvariable('load') AS load, game, player_key, test, start_time, end_time, day, events, first_order,
  first_values.platform AS platform, first_values.country AS country, first_values.app_version AS app_version
FROM stretches WHERE NOT long
UNION ALL BY NAME
SELECT getvariable('load') AS load, game, player_key, test, min(time) AS start_time, max(time) AS end_time, min(day) AS day, count(*) AS events,
  min(position) AS first_order, arg_min_null(platform, position) AS platform, arg_min_null(country, position) AS country,
  arg_min_null(app_version, position) AS app_version
FROM numbered GROUP BY game, player_key, test, run;

-- [merge]
-- The players whose runs are not united yet, and the stretch of time those runs cover.
CREATE OR REPLACE TEMP TABLE dirty_players AS
SELECT game, player_key, test, epoch_us(min(start_time)) - any_value(idle_us) AS from_us, epoch_us(max(end_time)) + any_value(idle_us) AS to_us
FROM store.sessions JOIN store.games USING (game)
WHERE load > 0 AND player_key BETWEEN getvariable('first_player') AND getvariable('last_player') GROUP BY game, player_key, test;

-- As a constant, so that blocks of older sessions are passed over.
SET VARIABLE dirty_from = (SELECT make_timestamptz(coalesce(min(from_us), 0)) FROM dirty_players);

CREATE OR REPLACE TEMP TABLE touched_runs AS
SELECT s.rowid AS run_id, s.* FROM store.sessions AS s JOIN dirty_players AS d USING (game, player_key, test)
WHERE s.end_time >= getvariable('dirty_from') AND epoch_us(s.end_time) >= d.from_us AND epoch_us(s.start_time) <= d.to_us;

DELETE FROM store.sessions WHERE rowid IN (SELECT run_id FROM touched_runs);

INSERT INTO store.sessions BY NAME
WITH spaced AS (
  SELECT r.*, coalesce(epoch_us(start_time) - epoch_us(max(end_time) OVER (PARTITION BY game, player_key, test ORDER BY start_time, end_time, first_order
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) > g.idle_us, true) AS starts
  FROM touched_runs AS r JOIN store.games AS g USING (game)),
numbered AS (
  SELECT *, count(*) FILTER (starts) OVER (PARTITION BY game, player_key, test ORDER BY start_time, end_time, first_order ROWS UNBOUNDED PRECEDING) AS run
  FROM spaced)
SELECT 0 AS load, game, player_key, test, min(start_time) AS start_time, max(end_time) AS end_time, arg_min(day, start_time) AS day, sum(events)::BIGINT AS events,
  min(first_order) AS first_order, arg_min_null(platform, first_order) AS platform, arg_min_null(country, first_order) AS country,
  arg_min_null(app_version, first_order) AS app_version
FROM numbered GROUP BY game, player_key, test, run;

DROP TABLE dirty_players;
DROP TABLE touched_runs;

-- [view]
SELECT s.game, player_key, test, day, start_time, end_time,
  least(epoch_us(end_time) - epoch_us(start_time), g.cap_us) / 1000000.0 AS length_s, events, platform, country, app_version
FROM store.sessions AS s JOIN store.games AS g USING (game) WHERE load = 0

-- [truth]
WITH spaced AS (
  SELECT e.*, g.cap_us, lag(time) OVER w AS before, g.idle_us FROM store.events AS e JOIN store.games AS g USING (game) WHERE player_made
  WINDOW w AS (PARTITION BY game, player_key, test ORDER BY time, chain, receipt, receipt_index)),
numbered AS (
  SELECT *, sum(CASE WHEN before IS NULL OR epoch_us(time) - epoch_us(before) > idle_us THEN 1 ELSE 0 END) OVER (
    PARTITION BY game, player_key, test ORDER BY time, chain, receipt, receipt_index ROWS UNBOUNDED PRECEDING) AS run FROM spaced)
SELECT game, player_key, test, min(day) AS day, min(time) AS start_time, max(time) AS end_time,
  least(epoch_us(max(time)) - epoch_us(min(time)), any_value(cap_us)) / 1000000.0 AS length_s, count(*) AS events,
  list(platform ORDER BY time, chain, receipt, receipt_index)[1] AS platform, list(country ORDER BY time, chain, receipt, receipt_index)[1] AS country,
  list(app_version ORDER BY time, chain, receipt, receipt_index)[1] AS app_version
FROM numbered GROUP BY game, player_key, test, run
