-- The bounces of one address about a time, those apart that do not tell who handed the original over (analyze/75_amid_forgeries.sql).
CREATE INDEX IF NOT EXISTS trace_sender ON trace (sender, handed_ip IS NULL, arrived_at) WHERE sender IS NOT NULL;

PRAGMA user_version = 13;
