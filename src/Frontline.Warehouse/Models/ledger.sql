-- What became of received events, per game and minute of their batches' received time. Counts everything, test devices included.
-- [version] 1
-- [slice] minute // 1440
-- [table]
CREATE TABLE store.ledger (
  load BIGINT, chain SMALLINT, game VARCHAR, minute BIGINT, received BIGINT, recorded BIGINT, rejected BIGINT, duplicate BIGINT, erased BIGINT);

-- [fold]
SELECT chain, game, minute, sum(received)::BIGINT AS received, sum(recorded)::BIGINT AS recorded, sum(rejected)::BIGINT AS rejected,
  sum(duplicate)::BIGINT AS duplicate, sum(erased)::BIGINT AS erased
FROM store.ledger GROUP BY chain, game, minute

-- [view]
SELECT game, make_timestamptz(minute * 60000000) AS minute, sum(received)::BIGINT AS received, sum(recorded)::BIGINT AS recorded,
  sum(rejected)::BIGINT AS rejected, sum(duplicate)::BIGINT AS duplicate, sum(erased)::BIGINT AS erased,
  sum(received) = sum(recorded) + sum(rejected) + sum(duplicate) + sum(erased) AS even
FROM store.ledger GROUP BY game, minute
