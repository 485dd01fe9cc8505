-- One row per rejected event, as it lies in the lake.
-- [version] 3
-- [table]
CREATE TABLE store.rejects (
  load BIGINT, chain SMALLINT, game VARCHAR, test BOOLEAN, write_key VARCHAR, received_at TIMESTAMPTZ, log VARCHAR, receipt BIGINT, receipt_index INTEGER,
  receipt_count INTEGER, entry BIGINT, name VARCHAR, player_id VARCHAR, event_id VARCHAR, event_uuid BLOB, client_time TIMESTAMPTZ, sent_at TIMESTAMPTZ,
  stage VARCHAR, codes VARCHAR, paths VARCHAR, violations VARCHAR, processor VARCHAR, payload BLOB, context BLOB,
  import_hash VARCHAR, import_row BIGINT, import_number INTEGER, replay_of VARCHAR);

-- [delta]
INSERT INTO store.rejects BY NAME
SELECT getvariable('load') AS load, getvariable('chain') AS chain, game, write_key = 'dev' AS test, write_key, received_at, log, receipt, receipt_index, receipt_count, entry, name,
  player_id, event_id, event_uuid, client_time, sent_at, stage, codes, paths, violations, processor, payload, context, import_hash, import_row, import_number, replay_of
FROM reject_rows;

-- [view]
SELECT game, test, write_key, received_at, log || '-' || receipt || '-' || receipt_index AS reject_id, stage, string_split(codes, ',') AS codes,
  string_split(paths, ',') AS paths, TRY_CAST(violations AS JSON) AS violations, name, player_id,
  coalesce(event_id, lower(hex(event_uuid))::UUID::VARCHAR) AS event_id, client_time, sent_at, coalesce(TRY(decode(payload)), payload::VARCHAR) AS payload,
  coalesce(TRY(decode(context)), context::VARCHAR) AS context,
  processor, log, receipt, receipt_index, receipt_count, entry, import_hash, import_row, import_number, replay_of
FROM store.rejects
