-- What was spent on acquisition, per day and campaign: the newest version of each row.
-- [version] 1
-- [table]
CREATE TABLE store.costs (
  number BIGINT, known_at TIMESTAMPTZ, source VARCHAR, game VARCHAR, date DATE, campaign VARCHAR, network VARCHAR, country VARCHAR, platform VARCHAR,
  cost DECIMAL(18, 8), currency VARCHAR, installs BIGINT, clicks BIGINT, impressions BIGINT);

-- [book]
INSERT INTO store.costs
SELECT getvariable('book_number'), getvariable('book_recorded_at'), getvariable('book_source'), game, date::DATE, campaign, network, country, platform,
  cost::DECIMAL(18, 8), currency, installs::BIGINT, clicks::BIGINT, impressions::BIGINT FROM book_rows;

-- [view]
SELECT game, date, campaign, network, country, platform, cost, currency, installs, clicks, impressions, known_at, source, number AS version
FROM store.costs
QUALIFY number = max(number) OVER (PARTITION BY game, date, campaign, network, country, platform)
