-- One row per recorded event. `test` rows came by a dev key, from a test device or from a bot; everything but `all_data` leaves them out.
-- [version] 4
-- [table]
CREATE TABLE store.events (
  load BIGINT, chain SMALLINT, entry BIGINT, log VARCHAR, receipt BIGINT, receipt_index INTEGER, receipt_count INTEGER, received_at TIMESTAMPTZ, recorded_at TIMESTAMPTZ,
  game VARCHAR, test BOOLEAN, write_key VARCHAR, day DATE, time TIMESTAMPTZ, name VARCHAR, player_key BIGINT, player_id VARCHAR,
  event_id VARCHAR, event_uuid BLOB, identity BLOB, import_hash VARCHAR, import_row BIGINT, import_number INTEGER, replay_of VARCHAR,
  client_time TIMESTAMPTZ, sent_at TIMESTAMPTZ, clock_offset_us BIGINT, session_id VARCHAR, sequence BIGINT,
  live BOOLEAN, player_made BOOLEAN, repeat_transaction BOOLEAN, flags VARCHAR,
  platform VARCHAR, os_version VARCHAR, device_model VARCHAR, app_version VARCHAR, app_major INTEGER, app_minor INTEGER, app_patch INTEGER, build VARCHAR,
  country VARCHAR, language VARCHAR, installed_at TIMESTAMPTZ,
  product VARCHAR, currency VARCHAR, store VARCHAR, transaction_id VARCHAR, amount DECIMAL(18, 8),
  network VARCHAR, placement VARCHAR, campaign VARCHAR, creative VARCHAR, level INTEGER, attempt INTEGER, score DOUBLE, duration DOUBLE,
  item VARCHAR, step VARCHAR, experiment VARCHAR, variant VARCHAR, message VARCHAR, severity VARCHAR, props VARCHAR, extra VARCHAR);

-- [delta]
-- `event_rows` is the event rows of the range being loaded, as they lie in the lake.
INSERT INTO store.events BY NAME
SELECT getvariable('load') AS load, getvariable('chain') AS chain, rows.write_key = 'dev' OR coalesce(list_has_any(string_split(rows.flags, ','), ['bot', 'test_device']), false) AS test, store.day_of(rows.time, z.offset_us) AS day,
  rows.entry, rows.log, rows.receipt, rows.receipt_index, rows.receipt_count, rows.received_at,
  -- Rows from before the lake had it were recorded soon after they were received.
  coalesce(rows.recorded_at, rows.received_at) AS recorded_at, rows.game, rows.write_key, rows.time, rows.name,
  rows.player_key, rows.player_id, rows.event_id, rows.event_uuid, rows.identity, rows.import_hash, rows.import_row, rows.import_number, rows.replay_of,
  rows.client_time, rows.sent_at, rows.clock_offset_us, rows.session_id, rows.sequence, rows.live, rows.player_made, rows.repeat_transaction,
  rows.flags, rows.platform, rows.os_version, rows.device_model, rows.app_version, rows.app_major, rows.app_minor, rows.app_patch, rows.build,
  rows.country, rows.language, rows.installed_at, rows.product, rows.currency, rows.store, rows.transaction_id, rows.amount, rows.network,
  rows.placement, rows.campaign, rows.creative, rows.level, rows.attempt, rows.score, rows.duration, rows.item, rows.step, rows.experiment,
  rows.variant, rows.message, rows.severity, rows.props, rows.extra
FROM event_rows AS rows JOIN batch_offsets AS z ON rows.game = z.game AND rows.time >= z.start_at AND rows.time < z.end_at;

-- [view]
SELECT game, test, write_key, day, time, name, player_key, player_id,
  coalesce(event_id, lower(hex(event_uuid))::UUID::VARCHAR) AS event_id,
  session_id, sequence, platform, os_version, device_model, app_version, app_major, app_minor, app_patch, build, country, language, installed_at,
  product, amount, currency, store, transaction_id, repeat_transaction, network, placement, campaign, creative, level, attempt, score, duration,
  item, step, experiment, variant, message, severity, TRY_CAST(props AS JSON) AS props, TRY_CAST(extra AS JSON) AS extra, flags, player_made, live,
  client_time, sent_at, received_at, recorded_at, clock_offset_us, log, receipt, receipt_index, receipt_count, entry, lower(hex(identity)) AS identity,
  import_hash, import_row, import_number, replay_of
FROM store.events
