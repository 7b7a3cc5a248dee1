-- One key of analyze/11_sent.sql: ?1 who and sender, or who wrote a notice; ?2 the kind's first letter; ?3 the day; ?4 and ?5 recipients and bounced of
-- each message; ?6 the message of a client; ?7 how many messages.
INSERT INTO sent (message_key, part_id, kind, who, sender, day, messages, recipients, bounced)
SELECT '', nullif(?6, 0), CASE char(?2) WHEN 'a' THEN 'account' WHEN 'h' THEN 'host' WHEN 'n' THEN 'notice' ELSE 'client' END,
    CASE char(?2) WHEN 'n' THEN ?1 ELSE substr(?1, 1, instr(?1, char(10)) - 1) END,
    CASE char(?2) WHEN 'n' THEN '' ELSE substr(?1, instr(?1, char(10)) + 1) END, ?3, ?7, ?4 * ?7, ?5 * ?7;
