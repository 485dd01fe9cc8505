-- What every model leans on: the schemas, the settings models were built with, and the two expressions that must be the same everywhere.
-- [version] 3
-- [table]
CREATE SCHEMA store;
CREATE SCHEMA all_data;

CREATE TABLE store.meta (name VARCHAR, value VARCHAR);

-- Chains by the order in which the warehouse met them; `chain` stands in rows because it is narrower than a log's id.
CREATE TABLE store.chains (chain SMALLINT, log VARCHAR, "partition" INTEGER);

-- The settings each game's rows were built with. A difference to the game's file means a rebuild.
CREATE TABLE store.games (game VARCHAR, time_zone VARCHAR, calendar VARCHAR, idle_us BIGINT, cap_us BIGINT, currency VARCHAR);

-- Offsets of each game's time zone, [start_at, end_at), covering all of time. Joined by game with the interval as a further condition and restricted to the
-- moments at hand, so that the engine streams wide rows past a few offsets instead of sorting them.
CREATE TABLE store.zone_offsets (game VARCHAR, start_at TIMESTAMPTZ, end_at TIMESTAMPTZ, offset_us BIGINT);

-- The calendar day of a moment, given its zone's offset then. Goes by microseconds because casting TIMESTAMPTZ to DATE depends on the session's zone.
CREATE MACRO store.day_of(moment, offset_us) AS make_timestamp(epoch_us(moment) + offset_us)::DATE;

-- A number that orders events by time and, at the same microsecond, by chain, receipt and index: 2^68 per microsecond, 2^60 per chain, 2^16 per receipt.
CREATE MACRO store.order_of(moment, chain, receipt, receipt_index) AS
  epoch_us(moment)::HUGEINT * 295147905179352825856 + chain::HUGEINT * 1152921504606846976 + receipt * 65536 + receipt_index;

-- The columns of the lake, so that a file which lacks some (older, or sealed) reads as null there. docs/specs/lake.md, "Rows".
CREATE TABLE store.lake_row (
  outcome INTEGER, game VARCHAR, entry BIGINT, log VARCHAR, receipt BIGINT, receipt_index INTEGER, receipt_count INTEGER, received_at TIMESTAMPTZ,
  write_key VARCHAR, identity BLOB, import_hash VARCHAR, import_row BIGINT, import_number INTEGER, name VARCHAR, player_id VARCHAR, player_key BIGINT,
  event_id VARCHAR, event_uuid BLOB, client_time TIMESTAMPTZ, sent_at TIMESTAMPTZ, time TIMESTAMPTZ, clock_offset_us BIGINT, session_id VARCHAR,
  sequence BIGINT, live BOOLEAN, player_made BOOLEAN, repeat_transaction BOOLEAN, flags VARCHAR, platform VARCHAR, os_version VARCHAR,
  device_model VARCHAR, app_version VARCHAR, build VARCHAR, country VARCHAR, language VARCHAR, app_major INTEGER, app_minor INTEGER, app_patch INTEGER,
  installed_at TIMESTAMPTZ, product VARCHAR, currency VARCHAR, store VARCHAR, transaction_id VARCHAR, amount DECIMAL(18, 8), network VARCHAR,
  placement VARCHAR, campaign VARCHAR, creative VARCHAR, level INTEGER, attempt INTEGER, score DOUBLE, duration DOUBLE, item VARCHAR, step VARCHAR,
  experiment VARCHAR, variant VARCHAR, message VARCHAR, severity VARCHAR, props VARCHAR, extra VARCHAR, stage VARCHAR, codes VARCHAR, paths VARCHAR,
  violations VARCHAR, processor VARCHAR, payload BLOB, duplicate_of VARCHAR, context BLOB, replay_of VARCHAR, recorded_at TIMESTAMPTZ);
