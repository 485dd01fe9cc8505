-- One row per payment: purchases and refunds whose transaction was not seen before.
-- [version] 1
-- [table]
CREATE TABLE store.purchases (
  load BIGINT, game VARCHAR, test BOOLEAN, kind VARCHAR, day DATE, time TIMESTAMPTZ, player_key BIGINT, player_id VARCHAR, product VARCHAR, amount DECIMAL(18, 8),
  currency VARCHAR, store VARCHAR, transaction_id VARCHAR, platform VARCHAR, country VARCHAR, app_version VARCHAR, log VARCHAR, receipt BIGINT,
  receipt_index INTEGER, entry BIGINT);

-- [delta]
INSERT INTO store.purchases BY NAME
SELECT getvariable('load') AS load, game, test, name AS kind, day, time, player_key, player_id, product, amount, currency, store, transaction_id,
  platform, country, app_version, log, receipt, receipt_index, entry
FROM batch WHERE name IN ('purchase', 'refund') AND NOT repeat_transaction;

-- [view]
SELECT game, test, day, time, player_key, player_id, product, amount, currency, store, transaction_id, platform, country, app_version, log, receipt,
  receipt_index, entry
FROM store.purchases WHERE kind = 'purchase'

-- [truth]
SELECT game, test, day, time, player_key, player_id, product, amount, currency, store, transaction_id, platform, country, app_version, log, receipt,
  receipt_index, entry
FROM store.events WHERE name = 'purchase' AND repeat_transaction = false
