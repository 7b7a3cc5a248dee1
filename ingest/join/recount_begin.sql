-- What joining takes back of the daily totals, and counts again: added to them at its end (ingest/join/recount.sql).
CREATE TEMP TABLE IF NOT EXISTS recount (domain TEXT, day INTEGER, host INTEGER, class INTEGER, result INTEGER, detail INTEGER, n INTEGER);
DELETE FROM recount;
