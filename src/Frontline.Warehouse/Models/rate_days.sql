-- What a currency was worth on a date: units of it for one euro, from the latest fixing on or before the date, at most 7 days old. A currency without a rate
-- to the euro of its own goes over one other currency (BTC over USD), each leg with its own latest fixing.
-- [version] 1
-- [table]
-- Columns are named so that no column of a user's query can be taken for them inside the macros below.
CREATE TABLE store.rate_days (rate_days_currency VARCHAR, rate_days_date DATE, rate_days_per_euro DOUBLE, rate_days_fixing DATE);

CREATE VIEW store.game_currencies AS SELECT game AS game_currencies_game, currency AS game_currencies_currency FROM store.games;

-- The days that rates give, as they were known at a moment.
CREATE MACRO main.rate_days_known(moment) AS TABLE
WITH fixings AS MATERIALIZED (
  SELECT base, quote, date, arg_max(rate, number)::DOUBLE AS rate, max(number) AS number
  FROM store.rates WHERE known_at <= moment GROUP BY base, quote, date),
legs AS (
  SELECT quote AS currency, base AS other, date, rate AS per_other, number FROM fixings
  UNION ALL
  SELECT base, quote, date, 1 / rate, number FROM fixings),
spans AS (
  SELECT *, least(lead(date) OVER (PARTITION BY currency, other ORDER BY date, number), date + 8) AS until FROM legs),
days AS (
  SELECT currency, other, unnest(range(date::TIMESTAMP, coalesce(until, date + 8)::TIMESTAMP, INTERVAL 1 DAY))::DATE AS date, date AS fixing, per_other, number FROM spans),
direct AS (
  SELECT currency, date, arg_max(per_other, (fixing, number)) AS per_euro, max(fixing) AS fixing FROM days WHERE other = 'EUR' AND currency <> 'EUR' GROUP BY currency, date),
hops AS (
  SELECT d.currency, d.date, arg_max(d.per_other * e.per_euro, (least(d.fixing, e.fixing), d.number, d.other)) AS per_euro, max(least(d.fixing, e.fixing)) AS fixing
  FROM days AS d JOIN direct AS e ON e.currency = d.other AND e.date = d.date
  WHERE d.currency <> 'EUR' AND d.other <> 'EUR' AND NOT EXISTS (FROM direct AS own WHERE own.currency = d.currency AND own.date = d.date)
  GROUP BY d.currency, d.date)
SELECT currency, date, per_euro, fixing FROM direct UNION ALL SELECT currency, date, per_euro, fixing FROM hops;

CREATE MACRO store.per_euro(of_currency, of_date) AS CASE WHEN of_currency = 'EUR' THEN 1::DOUBLE ELSE
  (SELECT max(rate_days_per_euro) FROM store.rate_days WHERE rate_days_currency = of_currency AND rate_days_date = of_date) END;

-- An amount in another currency, by the rates known now; null where there is no rate. Rounded to 8 digits, so that sums do not depend on their order.
CREATE MACRO main.convert_money(of_amount, from_currency, to_currency, of_date) AS CASE WHEN from_currency = to_currency THEN of_amount::DECIMAL(38, 8) ELSE
  TRY_CAST(of_amount::DOUBLE / store.per_euro(from_currency, of_date) * store.per_euro(to_currency, of_date) AS DECIMAL(38, 8)) END;

-- The same into the reporting currency of a game.
CREATE MACRO main.to_reporting_currency(of_amount, from_currency, of_date, of_game) AS
  main.convert_money(of_amount, from_currency, (SELECT max(game_currencies_currency) FROM store.game_currencies WHERE game_currencies_game = of_game), of_date);

-- [refresh]
DELETE FROM store.rate_days;
INSERT INTO store.rate_days SELECT currency, date, per_euro, fixing FROM main.rate_days_known('infinity'::TIMESTAMPTZ) ORDER BY currency, date;

-- [view]
SELECT rate_days_currency AS currency, rate_days_date AS date, rate_days_per_euro AS per_euro, rate_days_fixing AS fixing FROM store.rate_days
