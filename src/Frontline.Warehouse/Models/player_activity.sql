-- The days on which a player was active, as bitmaps of 60 days: what retention is counted from. Bit n of `days` is the n-th day of the block, and block n begins 60 n days after 1970-01-01.
-- Rows of player_days that are merged have their bits here, put in when they are merged; the others are few, and looked up there.
-- [version] 1
-- [slice] block
-- [table]
CREATE TABLE store.player_activity (load BIGINT, game VARCHAR, player_key BIGINT, test BOOLEAN, block INTEGER, days BIGINT);
CREATE MACRO store.place_in_block(day) AS ((day - DATE '1970-01-01') % 60 + 60) % 60;
CREATE MACRO store.block_of(day) AS ((day - DATE '1970-01-01' - store.place_in_block(day)) // 60)::INTEGER;
CREATE MACRO store.bit_of(day) AS 1::BIGINT << store.place_in_block(day);

-- [fold]
SELECT game, player_key, test, block, bit_or(days) AS days FROM store.player_activity GROUP BY game, player_key, test, block

-- [view]
WITH fresh AS (
  SELECT game, player_key, test, block, days FROM store.player_activity WHERE load > 0
  UNION ALL
  SELECT game, player_key, test, store.block_of(day), store.bit_of(day) FROM store.player_days WHERE load > 0 AND active_events > 0)
SELECT game, player_key, test, block, days FROM store.player_activity WHERE load = 0 AND player_key NOT IN (SELECT player_key FROM fresh)
UNION ALL
SELECT game, player_key, test, block, bit_or(days) AS days
FROM (FROM fresh UNION ALL SELECT game, player_key, test, block, days FROM store.player_activity WHERE load = 0 AND player_key IN (SELECT player_key FROM fresh))
GROUP BY game, player_key, test, block

-- [truth]
SELECT game, player_key, test, block, sum(1::BIGINT << (epoch_days - 60 * block))::BIGINT AS days
FROM (SELECT DISTINCT game, player_key, test, day - DATE '1970-01-01' AS epoch_days, floor((day - DATE '1970-01-01') / 60)::INTEGER AS block FROM store.events WHERE player_made)
GROUP BY ALL
