-- Of the addresses that handed bounces over, whom they forged on which day (analyze/71_many_senders.sql): told by the index alone.
DROP INDEX IF EXISTS trace_handed_ip;
CREATE INDEX IF NOT EXISTS trace_handed_ip ON trace (handed_ip, stranger, sender, arrived_at) WHERE handed_ip IS NOT NULL;

PRAGMA user_version = 16;
