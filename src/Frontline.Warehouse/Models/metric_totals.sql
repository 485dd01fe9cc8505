-- Totals of the built-in metrics by day as they were kept, every version. Beside what is counted today they show what can no longer be counted.
-- [version] 1
-- [table]
CREATE TABLE store.metric_totals (number BIGINT, known_at TIMESTAMPTZ, game VARCHAR, date DATE, metric VARCHAR, currency VARCHAR, as_of TIMESTAMPTZ, value DOUBLE, events BIGINT);

-- [book]
INSERT INTO store.metric_totals
SELECT getvariable('book_number'), getvariable('book_recorded_at'), game, date::DATE, metric, currency, as_of::TIMESTAMPTZ, value::DOUBLE, events::BIGINT FROM book_rows;

-- [view]
SELECT game, date, metric, currency, as_of, value, events, known_at, number AS version FROM store.metric_totals
