-- One row per range of a chain that was loaded, written in the transaction that loaded it.
-- [version] 2
-- [table]
CREATE TABLE store.loads (
  load BIGINT, chain SMALLINT, first_entry BIGINT, last_entry BIGINT, last_sha256 VARCHAR, "end" BIGINT, files INTEGER, events BIGINT, rejects BIGINT,
  recorded_at TIMESTAMPTZ, loaded_at TIMESTAMPTZ);

-- [view]
SELECT c.log, c."partition", first_entry, last_entry, last_sha256, "end", files, events, rejects, recorded_at, loaded_at,
  load < coalesce((SELECT min(load) FROM store.sessions WHERE load > 0), load + 1) AS in_sessions
FROM store.loads JOIN store.chains AS c USING (chain)
