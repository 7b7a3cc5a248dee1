-- Which of our hosts sent mail out on which day: from the deliveries that are new since this was last looked at.
INSERT OR IGNORE INTO sending (host, day)
SELECT DISTINCT m.host, d.at / 86400
FROM delivery d CROSS JOIN mail m ON m.part_id = d.part_id
WHERE d.delivery_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'analyzed_sending')
    AND d.relay_ip IS NOT NULL AND d.relay_ip NOT LIKE '127.%' AND d.relay_ip <> '::1';
REPLACE INTO setting (name, value) SELECT 'analyzed_sending', coalesce(max(delivery_id), 0) FROM delivery;

-- The spans for which we hold the log of each, for 60_never_sent.sql.
CREATE TEMP TABLE IF NOT EXISTS log_span (host INTEGER, from_at INTEGER, to_at INTEGER, PRIMARY KEY (host, from_at, to_at)) WITHOUT ROWID;
DELETE FROM log_span;
INSERT OR IGNORE INTO log_span (host, from_at, to_at)
SELECT w.word_id, c.from_at, c.to_at FROM coverage c JOIN word w ON w.word = c.host;
