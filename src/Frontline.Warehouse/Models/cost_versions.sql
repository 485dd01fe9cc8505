-- Every version of every row of `costs`.
-- [version] 1
-- [view]
SELECT game, date, campaign, network, country, platform, cost, currency, installs, clicks, impressions, known_at, source, number AS version,
  number = max(number) OVER (PARTITION BY game, date, campaign, network, country, platform) AS current
FROM store.costs
