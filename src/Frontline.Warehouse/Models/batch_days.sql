-- Not a table: what a load adds, by player and reporting day, aggregated once for the models that want it so: `players`, `player_days` and `sessions`.
-- [version] 2
-- [delta]
-- An `installed_at` before the year 2000 is a clock that was never set.
CREATE OR REPLACE TEMP TABLE batch_days AS
WITH ordered AS (
  SELECT *, CASE WHEN player_made THEN store.order_of(time, chain, receipt, receipt_index) END AS position,
    CASE WHEN name = 'attribution' AND coalesce(network, campaign, creative) IS NOT NULL THEN store.order_of(time, chain, receipt, receipt_index) END AS attributed
  FROM batch)
SELECT game, player_key, test, day, min(player_id) AS player_id, count(*) AS events, count(position) AS active_events,
  min(time) FILTER (player_made) AS first_time, max(time) FILTER (player_made) AS last_time,
  min(installed_at) FILTER (installed_at >= TIMESTAMPTZ '2000-01-01 00:00:00+00' AND (player_made OR write_key IN ('history', 'import'))) AS installed_at,
  count(*) FILTER (name = 'session_start') AS session_starts,
  count(*) FILTER (name = 'purchase' AND NOT repeat_transaction) AS purchases,
  min(time) FILTER (name = 'purchase' AND NOT repeat_transaction) AS first_purchase,
  count(*) FILTER (name = 'refund' AND NOT repeat_transaction) AS refunds,
  count(*) FILTER (name = 'ad_impression') AS ad_impressions,
  count(*) FILTER (name = 'level_start') AS level_starts,
  count(*) FILTER (name = 'level_complete') AS level_completes,
  count(*) FILTER (name = 'level_fail') AS level_fails,
  min(position) AS first_order, arg_min({'platform': platform, 'country': country, 'app_version': app_version}, position) AS first_values,
  max(position) AS last_order, arg_max({'platform': platform, 'country': country, 'app_version': app_version}, position) AS last_values,
  min(attributed) AS attributed_order, arg_min({'network': network, 'campaign': campaign, 'creative': creative}, attributed) AS attribution
FROM ordered GROUP BY game, player_key, test, day;
