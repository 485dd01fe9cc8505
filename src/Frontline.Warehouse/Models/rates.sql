-- Exchange rates, every version that was ever imported. `rate` is units of `quote` for one unit of `base`.
-- [version] 1
-- [table]
CREATE TABLE store.rates (number BIGINT, known_at TIMESTAMPTZ, source VARCHAR, date DATE, base VARCHAR, quote VARCHAR, rate DECIMAL(38, 18));

-- [book]
INSERT INTO store.rates
SELECT getvariable('book_number'), getvariable('book_recorded_at'), getvariable('book_source'), date::DATE, base, quote, rate::DECIMAL(38, 18) FROM book_rows;

-- [view]
SELECT date, base, quote, rate, known_at, source, number AS version,
  number = max(number) OVER (PARTITION BY base, quote, date) AS current
FROM store.rates
