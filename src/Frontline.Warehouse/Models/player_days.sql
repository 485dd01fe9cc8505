-- One row per player and reporting day: the fact most metrics are computed from.
-- [version] 1
-- [slice] day
-- [table]
CREATE TABLE store.player_days (
  load BIGINT, game VARCHAR, player_key BIGINT, test BOOLEAN, day DATE, events BIGINT, active_events BIGINT, first_time TIMESTAMPTZ, last_time TIMESTAMPTZ,
  session_starts BIGINT, purchases BIGINT, refunds BIGINT, ad_impressions BIGINT, level_starts BIGINT, level_completes BIGINT, level_fails BIGINT);

-- [delta]
INSERT INTO store.player_days BY NAME
SELECT getvariable('load') AS load, game, player_key, test, day, events, active_events, first_time, last_time, session_starts, purchases, refunds,
  ad_impressions, level_starts, level_completes, level_fails
FROM batch_days;

-- [fold]
SELECT game, player_key, test, day, sum(events)::BIGINT AS events, sum(active_events)::BIGINT AS active_events, min(first_time) AS first_time,
  max(last_time) AS last_time, sum(session_starts)::BIGINT AS session_starts, sum(purchases)::BIGINT AS purchases, sum(refunds)::BIGINT AS refunds,
  sum(ad_impressions)::BIGINT AS ad_impressions, sum(level_starts)::BIGINT AS level_starts, sum(level_completes)::BIGINT AS level_completes,
  sum(level_fails)::BIGINT AS level_fails
FROM store.player_days GROUP BY game, player_key, test, day

-- [merged]
INSERT INTO store.player_activity SELECT 1 AS load, game, player_key, test, store.block_of(day), store.bit_of(day) FROM merged_slice WHERE active_events > 0

-- [view]
SELECT game, player_key, test, day, active_events > 0 AS active, events, active_events, first_time, last_time, session_starts, purchases, refunds,
  ad_impressions, level_starts, level_completes, level_fails
FROM store.player_days_folded

-- [truth]
SELECT game, player_key, test, day, bool_or(player_made) AS active, count(*) AS events, count(CASE WHEN player_made THEN 1 END) AS active_events,
  min(CASE WHEN player_made THEN time END) AS first_time, max(CASE WHEN player_made THEN time END) AS last_time,
  count(CASE WHEN name = 'session_start' THEN 1 END) AS session_starts,
  count(CASE WHEN name = 'purchase' AND NOT repeat_transaction THEN 1 END) AS purchases,
  count(CASE WHEN name = 'refund' AND NOT repeat_transaction THEN 1 END) AS refunds,
  count(CASE WHEN name = 'ad_impression' THEN 1 END) AS ad_impressions, count(CASE WHEN name = 'level_start' THEN 1 END) AS level_starts,
  count(CASE WHEN name = 'level_complete' THEN 1 END) AS level_completes, count(CASE WHEN name = 'level_fail' THEN 1 END) AS level_fails
FROM store.events GROUP BY game, player_key, test, day
