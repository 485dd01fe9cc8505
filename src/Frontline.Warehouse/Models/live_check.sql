-- Recounts the numbers of kept live windows from the rows up to a position, by the definitions of docs/specs/live.md, and compares.
-- [version] 1
-- [table]
CREATE TEMP TABLE live_positions (chain SMALLINT, entry BIGINT);
CREATE TEMP TABLE live_games (game VARCHAR, idle_us BIGINT, oldest_minute BIGINT, oldest_day INTEGER, sessions_since BIGINT);
CREATE TEMP TABLE live_kept (
  game VARCHAR, kind INTEGER, start BIGINT, dimension INTEGER, value VARCHAR, metric VARCHAR, utc_date DATE, currency VARCHAR, number DECIMAL(38, 8));

-- [truth]
WITH rows AS (
  SELECT e.*, g.idle_us FROM store.events AS e JOIN live_positions AS p USING (chain) JOIN live_games AS g USING (game) WHERE e.entry <= p.entry),
-- The rows that live windows count, from one idle time before the oldest window on: earlier ones begin no session in a window and end none.
counted AS (SELECT * FROM rows WHERE live AND time >= getvariable('oldest_time')),
-- Each number to be counted, as one row per thing: when, for whom, under which values.
things AS (
  SELECT game, time, day, 'events' AS metric, NULL::BIGINT AS player, platform, country, app_version, NULL::DATE AS utc_date, NULL::VARCHAR AS currency, 1::DECIMAL(38, 8) AS number
  FROM counted
  UNION ALL
  SELECT game, time, day, 'active_players', player_key, platform, country, app_version, NULL, NULL, 1 FROM counted WHERE player_made
  UNION ALL
  SELECT game, time, day, 'purchases', NULL, platform, country, app_version, NULL, NULL, 1 FROM counted WHERE name = 'purchase' AND NOT repeat_transaction
  UNION ALL
  SELECT game, time, day, CASE name WHEN 'purchase' THEN 'purchase_revenue' WHEN 'refund' THEN 'refunds' ELSE 'ad_revenue' END, NULL, platform, country, app_version,
    store.day_of(time, 0), currency, amount
  FROM counted WHERE name IN ('purchase', 'refund', 'ad_impression') AND NOT repeat_transaction AND amount IS NOT NULL AND currency IS NOT NULL
  UNION ALL
  SELECT game, time, day, 'sessions', NULL, platform, country, app_version, NULL, NULL, 1
  FROM (SELECT * FROM counted WHERE player_made QUALIFY coalesce(epoch_us(time) - lag(epoch_us(time)) OVER (
    PARTITION BY game, player_key ORDER BY time, chain, entry, receipt, receipt_index) > idle_us, true))
  UNION ALL
  SELECT i.game, i.install_time, store.day_of(i.install_time, z.offset_us), 'new_players', NULL, i.first.platform, i.first.country, i.first.app_version, NULL, NULL, 1
  FROM (
    SELECT game, player_key,
      least(min(time) FILTER (player_made),
        min(installed_at) FILTER (installed_at >= TIMESTAMPTZ '2000-01-01 00:00:00+00' AND (player_made OR write_key IN ('history', 'import')))) AS install_time,
      arg_min({'platform': platform, 'country': country, 'app_version': app_version}, store.order_of(time, chain, receipt, receipt_index)) FILTER (player_made) AS first
    FROM rows WHERE NOT test AND epoch_us(time) <= epoch_us(received_at) + 86400000000
    GROUP BY game, player_key HAVING bool_or(player_made)) AS i
  ASOF JOIN store.zone_offsets AS z ON i.game = z.game AND i.install_time >= z.start_at),
windows AS (
  SELECT t.*, 0 AS kind, epoch_us(time) // 60000000 AS start FROM things AS t JOIN live_games AS g USING (game) WHERE epoch_us(time) // 60000000 >= g.oldest_minute
  UNION ALL
  SELECT t.*, 1, day - DATE '0001-01-01' FROM things AS t JOIN live_games AS g USING (game) WHERE day - DATE '0001-01-01' >= g.oldest_day),
parts AS (
  SELECT *, 0 AS dimension, '' AS part FROM windows
  UNION ALL SELECT *, 1, coalesce(platform, '(none)') FROM windows
  UNION ALL SELECT *, 2, coalesce(country, '(none)') FROM windows
  UNION ALL SELECT *, 3, coalesce(app_version, '(none)') FROM windows),
-- A value that a window does not keep apart counts among the others there.
kept_values AS (SELECT DISTINCT game, kind, start, dimension, value AS part, true AS apart FROM live_kept),
placed AS (
  SELECT parts.*, CASE WHEN dimension = 0 OR k.apart THEN part ELSE 'other' END AS value FROM parts LEFT JOIN kept_values AS k USING (game, kind, start, dimension, part)),
rejected AS (
  SELECT r.*, g.oldest_minute, g.oldest_day, store.day_of(r.received_at, z.offset_us) AS day
  FROM (SELECT r.* FROM store.rejects AS r JOIN live_positions AS p USING (chain) WHERE r.entry <= p.entry AND r.write_key = 'production' AND r.replay_of IS NULL) AS r
  JOIN live_games AS g USING (game) ASOF JOIN store.zone_offsets AS z ON r.game = z.game AND r.received_at >= z.start_at),
reject_windows AS (
  SELECT game, 0 AS kind, epoch_us(received_at) // 60000000 AS start FROM rejected WHERE epoch_us(received_at) // 60000000 >= oldest_minute
  UNION ALL
  SELECT game, 1, day - DATE '0001-01-01' FROM rejected WHERE day - DATE '0001-01-01' >= oldest_day),
recounted AS (
  SELECT game, kind, start, dimension, value, metric, utc_date, currency,
    CASE metric WHEN 'active_players' THEN count(DISTINCT player)::DECIMAL(38, 8) ELSE sum(number) END AS number
  FROM placed GROUP BY game, kind, start, dimension, value, metric, utc_date, currency
  UNION ALL
  SELECT game, kind, start, 0, '', 'rejects', NULL, NULL, count(*)::DECIMAL(38, 8) FROM reject_windows GROUP BY game, kind, start)
SELECT game, kind, start, dimension, value, metric, nullif(d, DATE '0001-01-01') AS utc_date, nullif(c, '') AS currency,
  coalesce(k.number, 0)::VARCHAR AS live, coalesce(r.number, 0)::VARCHAR AS recount
FROM (SELECT *, coalesce(utc_date, DATE '0001-01-01') AS d, coalesce(currency, '') AS c FROM live_kept) AS k
FULL JOIN (SELECT *, coalesce(utc_date, DATE '0001-01-01') AS d, coalesce(currency, '') AS c FROM recounted) AS r
  USING (game, kind, start, dimension, value, metric, d, c)
JOIN live_games AS g USING (game)
WHERE coalesce(k.number, 0) <> coalesce(r.number, 0)
  AND (metric <> 'sessions' OR g.sessions_since = 0 OR (kind = 0 AND start >= g.sessions_since))
ORDER BY game, kind, start, dimension, value, metric, d, c
LIMIT 1000
