-- One row per player, experiment and variant. A player with two variants of one experiment has two rows: a fault worth seeing.
-- [version] 1
-- [slice] player_key // 500000
-- [table]
CREATE TABLE store.experiment_exposures (
  load BIGINT, game VARCHAR, player_key BIGINT, test BOOLEAN, experiment VARCHAR, variant VARCHAR, exposures BIGINT, first_time TIMESTAMPTZ,
  last_time TIMESTAMPTZ, first_day DATE);

-- [delta]
INSERT INTO store.experiment_exposures BY NAME
SELECT getvariable('load') AS load, game, player_key, test, experiment, variant, count(*) AS exposures, min(time) AS first_time, max(time) AS last_time,
  min(day) AS first_day
FROM batch WHERE name = 'experiment_exposure' AND experiment IS NOT NULL
GROUP BY game, player_key, test, experiment, variant;

-- [fold]
SELECT game, player_key, test, experiment, variant, sum(exposures)::BIGINT AS exposures, min(first_time) AS first_time, max(last_time) AS last_time,
  min(first_day) AS first_day
FROM store.experiment_exposures GROUP BY game, player_key, test, experiment, variant

-- [view]
SELECT game, player_key, test, experiment, variant, exposures, first_time, last_time, first_day FROM store.experiment_exposures_folded

-- [truth]
SELECT DISTINCT ON (game, player_key, test, experiment, variant) game, player_key, test, experiment, variant, count(*) OVER w AS exposures,
  min(time) OVER w AS first_time, max(time) OVER w AS last_time, min(day) OVER w AS first_day
FROM store.events WHERE name = 'experiment_exposure' AND experiment IS NOT NULL
WINDOW w AS (PARTITION BY game, player_key, test, experiment, variant)
