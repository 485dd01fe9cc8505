SELECT player, us, place, steps
FROM (
  SELECT s.player_key AS player, epoch_us(s.time) AS us, s.receipt * 65536 + s.receipt_index AS place, (CASE s.name WHEN 'a' THEN CASE WHEN s.day BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' THEN 1 ELSE 0 END WHEN 'b' THEN 2 ELSE 0 END)::INTEGER AS steps
  FROM main.events AS s
  WHERE s.day BETWEEN DATE '2026-01-01' AND DATE '2026-02-01' AND list_contains(['a', 'b'], s.name) AND s.player_key & 3 = 2)
WHERE steps > 0
