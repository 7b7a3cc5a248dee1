-- The keys of analyze/11_sent.sql: text is who and sender, one where they are the same; a the birth; b the day; c and d recipients and bounced of
-- each message; e the message of a client; n how many messages.
INSERT OR FAIL INTO sent (message_key, part_id, kind, who, sender, day, messages, recipients, bounced)
SELECT '', nullif(e, 0), CASE kind WHEN 'client' THEN CASE WHEN who IN ('127.0.0.1', '::1') THEN 'host' ELSE 'client' END ELSE kind END,
    CASE WHEN kind = 'client' AND who IN ('127.0.0.1', '::1') THEN '' ELSE who END, CASE kind WHEN 'filtered' THEN '' ELSE lower(sender) END, b, n, c * n, d * n
FROM (
    SELECT b, c, d, e, n, CASE a WHEN 0 THEN 'filtered' WHEN login THEN 'account' WHEN notice THEN 'notice' WHEN pickup THEN 'host' WHEN client THEN 'client' END AS kind,
        CASE instr(text, char(10)) WHEN 0 THEN text ELSE substr(text, 1, instr(text, char(10)) - 1) END AS who,
        substr(text, instr(text, char(10)) + 1) AS sender
    FROM gathered, birth
)
WHERE kind IS NOT NULL;
