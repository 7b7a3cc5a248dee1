-- Each file here gathers, for the daily totals, what came since they were last made; ingest/daily_add.sql then adds it. What was counted changes
-- only where streams are put together (ingest/join/parts.sql, ingest/join/twins.sql), which take back what they change, and count it again.
SELECT gather(coalesce(domain(m.sender), ''), local_day_number(m.first_at), m.host, (SELECT word_id FROM word WHERE word = 'message'), m.birth, 0)
FROM mail m
WHERE m.part_id > coalesce((SELECT value FROM setting WHERE name = 'daily_message'), 0) + 0 AND m.birth IS NOT NULL;
