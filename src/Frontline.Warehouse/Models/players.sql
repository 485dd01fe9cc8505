-- One row per player, folded from deltas by minima, maxima and sums.
-- [version] 2
-- [slice] player_key // 500000
-- [fresh] player_key
-- [table]
CREATE TABLE store.players (
  load BIGINT, game VARCHAR, player_key BIGINT, test BOOLEAN, player_id VARCHAR, events BIGINT, active_events BIGINT,
  first_seen TIMESTAMPTZ, last_seen TIMESTAMPTZ, first_day DATE, last_day DATE, installed_at TIMESTAMPTZ, installed_day DATE,
  purchases BIGINT, first_purchase TIMESTAMPTZ,
  first_order HUGEINT, first_platform VARCHAR, first_country VARCHAR, first_app_version VARCHAR,
  last_order HUGEINT, last_platform VARCHAR, last_country VARCHAR, last_app_version VARCHAR,
  attributed_order HUGEINT, network VARCHAR, campaign VARCHAR, creative VARCHAR);

-- [delta]
INSERT INTO store.players BY NAME
WITH seen AS (
  SELECT game, player_key, test, min(player_id) AS player_id, sum(events) AS events, sum(active_events) AS active_events,
    min(first_time) AS first_seen, max(last_time) AS last_seen,
    min(day) FILTER (active_events > 0) AS first_day, max(day) FILTER (active_events > 0) AS last_day, min(installed_at) AS installed_at,
    sum(purchases) AS purchases, min(first_purchase) AS first_purchase,
    min(first_order) AS first_order, arg_min(first_values, first_order) AS first_values,
    max(last_order) AS last_order, arg_max(last_values, last_order) AS last_values,
    min(attributed_order) AS attributed_order, arg_min(attribution, attributed_order) AS attribution
  FROM batch_days GROUP BY game, player_key, test)
SELECT getvariable('load') AS load, seen.game, player_key, test, player_id, events, active_events, first_seen, last_seen, first_day, last_day,
  installed_at, store.day_of(installed_at, z.offset_us) AS installed_day, purchases, first_purchase,
  first_order, first_values.platform AS first_platform, first_values.country AS first_country, first_values.app_version AS first_app_version,
  last_order, last_values.platform AS last_platform, last_values.country AS last_country, last_values.app_version AS last_app_version,
  attributed_order, attribution.network AS network, attribution.campaign AS campaign, attribution.creative AS creative
FROM seen ASOF LEFT JOIN store.zone_offsets AS z ON seen.game = z.game AND seen.installed_at >= z.start_at;

-- [fold]
SELECT game, player_key, test, min(player_id) AS player_id, sum(events)::BIGINT AS events, sum(active_events)::BIGINT AS active_events,
  min(first_seen) AS first_seen, max(last_seen) AS last_seen, min(first_day) AS first_day, max(last_day) AS last_day,
  min(installed_at) AS installed_at, min(installed_day) AS installed_day,
  sum(purchases)::BIGINT AS purchases, min(first_purchase) AS first_purchase,
  min(first_order) AS first_order, arg_min_null(first_platform, first_order) AS first_platform,
  arg_min_null(first_country, first_order) AS first_country, arg_min_null(first_app_version, first_order) AS first_app_version,
  max(last_order) AS last_order, arg_max_null(last_platform, last_order) AS last_platform,
  arg_max_null(last_country, last_order) AS last_country, arg_max_null(last_app_version, last_order) AS last_app_version,
  min(attributed_order) AS attributed_order, arg_min_null(network, attributed_order) AS network,
  arg_min_null(campaign, attributed_order) AS campaign, arg_min_null(creative, attributed_order) AS creative
FROM store.players GROUP BY game, player_key, test

-- [view]
SELECT game, player_key, player_id, test, least(first_seen, installed_at) AS install_time, least(first_day, installed_day) AS install_day,
  first_seen, last_seen, first_day, last_day, installed_at, events, active_events, purchases, first_purchase,
  first_platform, first_country, first_app_version, last_platform, last_country, last_app_version,
  network, campaign, creative
FROM store.players_folded

-- [truth]
WITH ordered AS (
  SELECT *, row_number() OVER (PARTITION BY game, player_key, test, player_made ORDER BY time, chain, receipt, receipt_index) AS place,
    row_number() OVER (PARTITION BY game, player_key, test, player_made ORDER BY time DESC, chain DESC, receipt DESC, receipt_index DESC) AS place_from_end,
    row_number() OVER (PARTITION BY game, player_key, test, name = 'attribution' AND (network IS NOT NULL OR campaign IS NOT NULL OR creative IS NOT NULL)
      ORDER BY time, chain, receipt, receipt_index) AS attributed_place,
    (SELECT arg_max(z.offset_us, z.start_at) FROM store.zone_offsets AS z WHERE z.game = e.game AND z.start_at <= e.installed_at) AS installed_offset_us
  FROM store.events AS e)
SELECT game, player_key, max(player_id) AS player_id, test,
  least(min(time) FILTER (player_made), min(installed_at) FILTER (installs)) AS install_time,
  least(min(day) FILTER (player_made), min(store.day_of(installed_at, installed_offset_us)) FILTER (installs)) AS install_day,
  min(time) FILTER (player_made) AS first_seen, max(time) FILTER (player_made) AS last_seen,
  min(day) FILTER (player_made) AS first_day, max(day) FILTER (player_made) AS last_day, min(installed_at) FILTER (installs) AS installed_at,
  count(*) AS events, count(*) FILTER (player_made) AS active_events,
  count(*) FILTER (pays) AS purchases, min(time) FILTER (pays) AS first_purchase,
  max(platform) FILTER (player_made AND place = 1) AS first_platform, max(country) FILTER (player_made AND place = 1) AS first_country,
  max(app_version) FILTER (player_made AND place = 1) AS first_app_version,
  max(platform) FILTER (player_made AND place_from_end = 1) AS last_platform, max(country) FILTER (player_made AND place_from_end = 1) AS last_country,
  max(app_version) FILTER (player_made AND place_from_end = 1) AS last_app_version,
  max(network) FILTER (tells_campaign AND attributed_place = 1) AS network, max(campaign) FILTER (tells_campaign AND attributed_place = 1) AS campaign,
  max(creative) FILTER (tells_campaign AND attributed_place = 1) AS creative
FROM (SELECT *, name = 'attribution' AND (network IS NOT NULL OR campaign IS NOT NULL OR creative IS NOT NULL) AS tells_campaign, name = 'purchase' AND NOT repeat_transaction AS pays,
  installed_at >= TIMESTAMPTZ '2000-01-01 00:00:00+00' AND (player_made OR write_key IN ('history', 'import')) AS installs FROM ordered)
GROUP BY game, player_key, test
