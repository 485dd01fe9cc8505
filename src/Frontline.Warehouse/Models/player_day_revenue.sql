-- Money per player, reporting day, UTC date and currency, unconverted: rates are applied when it is read.
-- [version] 1
-- [slice] day
-- [table]
CREATE TABLE store.player_day_revenue (
  load BIGINT, game VARCHAR, player_key BIGINT, test BOOLEAN, day DATE, utc_date DATE, currency VARCHAR, kind VARCHAR, amount DECIMAL(38, 8), count BIGINT);

-- [delta]
INSERT INTO store.player_day_revenue BY NAME
SELECT getvariable('load') AS load, game, player_key, test, day, store.day_of(time, 0) AS utc_date, currency,
  CASE name WHEN 'ad_impression' THEN 'ad' ELSE name END AS kind, sum(amount) AS amount, count(*) AS count
FROM batch
WHERE name IN ('purchase', 'refund', 'ad_impression') AND amount IS NOT NULL AND currency IS NOT NULL AND NOT repeat_transaction
GROUP BY ALL;

-- [fold]
SELECT game, player_key, test, day, utc_date, currency, kind, sum(amount) AS amount, sum(count)::BIGINT AS count
FROM store.player_day_revenue GROUP BY game, player_key, test, day, utc_date, currency, kind

-- [view]
SELECT game, player_key, test, day, utc_date, currency, kind, amount, count FROM store.player_day_revenue_folded

-- [truth]
SELECT game, player_key, test, day, date '1970-01-01' + (epoch_us(time) // 86400000000)::INTEGER AS utc_date, currency,
  CASE WHEN name = 'ad_impression' THEN 'ad' WHEN name = 'purchase' THEN 'purchase' ELSE 'refund' END AS kind, sum(amount) AS amount, count(*) AS count
FROM store.events
WHERE (name = 'purchase' OR name = 'refund' OR name = 'ad_impression') AND amount IS NOT NULL AND currency IS NOT NULL AND repeat_transaction = false
GROUP BY ALL
