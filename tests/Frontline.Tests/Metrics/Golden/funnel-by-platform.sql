SELECT player, us, place, steps, dimension_values
FROM (
  SELECT s.player_key AS player, epoch_us(s.time) AS us, s.receipt * 65536 + s.receipt_index AS place, (CASE s.name WHEN 'session_start' THEN CASE WHEN s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND (s.country = 'DE') THEN 1 ELSE 0 END WHEN 'level_complete' THEN CASE WHEN ((s.level = 3)) THEN 2 ELSE 0 END ELSE 0 END)::INTEGER AS steps,
    CASE WHEN s.name = 'session_start' AND s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' AND (s.country = 'DE') THEN to_json([to_json(s.platform)])::VARCHAR END AS dimension_values
  FROM main.events AS s
  WHERE s.day BETWEEN DATE '2026-01-01' AND DATE '2026-02-08' AND list_contains(['session_start', 'level_complete'], s.name))
WHERE steps > 0
