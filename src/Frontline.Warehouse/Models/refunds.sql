-- One row per refund. The rows lie beside the purchases.
-- [version] 1
-- [view]
SELECT game, test, day, time, player_key, player_id, product, amount, currency, store, transaction_id, platform, country, app_version, log, receipt,
  receipt_index, entry
FROM store.purchases WHERE kind = 'refund'

-- [truth]
SELECT game, test, day, time, player_key, player_id, product, amount, currency, store, transaction_id, platform, country, app_version, log, receipt,
  receipt_index, entry
FROM store.events WHERE name = 'refund' AND repeat_transaction = false
