-- From when to when a game's data reaches. Batches that arrive tell that everything before them has arrived as well; imports and history reach up to their newest event only.
-- [version] 1
-- [slice] 0
-- [table]
CREATE TABLE store.coverage (load BIGINT, game VARCHAR, test BOOLEAN, first_day DATE, until TIMESTAMPTZ, until_day DATE);

-- [delta]
INSERT INTO store.coverage BY NAME
WITH reached AS (
  SELECT game, test, min(day) AS first_day, max(CASE WHEN write_key IN ('history', 'import') THEN time ELSE received_at END) AS until
  FROM batch GROUP BY game, test)
SELECT getvariable('load') AS load, reached.game, test, first_day, until, store.day_of(until, z.offset_us) AS until_day
FROM reached ASOF LEFT JOIN store.zone_offsets AS z ON reached.game = z.game AND reached.until >= z.start_at;

-- [fold]
SELECT game, test, min(first_day) AS first_day, max(until) AS until, max(until_day) AS until_day FROM store.coverage GROUP BY game, test

-- [view]
SELECT game, test, first_day, until, until_day FROM store.coverage_folded

-- [truth]
WITH moments AS (
  SELECT game, test, day, CASE write_key WHEN 'history' THEN time WHEN 'import' THEN time ELSE received_at END AS moment FROM store.events),
reached AS (
  SELECT game, test, min(day) AS first_day, max(moment) AS until FROM moments GROUP BY game, test),
zoned AS (
  SELECT *, (SELECT arg_max(z.offset_us, z.start_at) FROM store.zone_offsets AS z WHERE z.game = r.game AND z.start_at <= r.until) AS offset_us FROM reached AS r)
SELECT game, test, first_day, until, store.day_of(until, offset_us) AS until_day FROM zoned
