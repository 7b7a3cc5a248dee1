-- One key of analyze/11_sent.sql: ?1 who and sender, one where they are the same; ?2 the birth; ?3 the day; ?4 and ?5 recipients and bounced of each
-- message; ?6 the message of a client; ?7 how many messages.
INSERT INTO sent (message_key, part_id, kind, who, sender, day, messages, recipients, bounced)
SELECT '', nullif(?6, 0), CASE kind WHEN 'client' THEN CASE WHEN who IN ('127.0.0.1', '::1') THEN 'host' ELSE 'client' END ELSE kind END,
    CASE WHEN kind = 'client' AND who IN ('127.0.0.1', '::1') THEN '' ELSE who END, lower(sender), ?3, ?7, ?4 * ?7, ?5 * ?7
FROM (
    SELECT CASE ?2 WHEN login THEN 'account' WHEN notice THEN 'notice' WHEN pickup THEN 'host' WHEN client THEN 'client' END AS kind,
        CASE instr(?1, char(10)) WHEN 0 THEN ?1 ELSE substr(?1, 1, instr(?1, char(10)) - 1) END AS who, substr(?1, instr(?1, char(10)) + 1) AS sender
    FROM birth
)
WHERE kind IS NOT NULL;
