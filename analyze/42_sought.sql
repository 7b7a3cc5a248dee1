-- needs: dirty log
-- What of the dirty bounces is looked for in the log: each text once, with the span of time in which it would count.
INSERT INTO sought (what, text, from_at, to_at)
SELECT what, text, min(at) - 30 * 86400, max(at) + 3600
FROM (SELECT 1 FROM hour LIMIT 1) CROSS JOIN (
    SELECT 'message-id' AS what, b.quoted_message_id AS text, o.at FROM about o CROSS JOIN bounce b ON b.bounce_id = o.bounce_id
    UNION ALL SELECT 'message-id', b.in_reply_to, o.at FROM about o CROSS JOIN bounce b ON b.bounce_id = o.bounce_id
    UNION ALL SELECT 'verp', lower(made), at FROM about WHERE verp_recipient(made) IS NOT NULL
    UNION ALL SELECT 'recipient', a.recipient, o.at FROM about o CROSS JOIN addressed a ON a.bounce_id = o.bounce_id
    UNION ALL SELECT 'address', sender, at FROM about
    UNION ALL SELECT 'ip', t.handed_ip, o.at FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id
    UNION ALL SELECT 'ip', p.ip, o.at FROM about o CROSS JOIN forwarder p ON p.bounce_id = o.bounce_id)
WHERE text <> ''
GROUP BY what, text;

-- The hours of the log in which that could be; and whether it costs less to look each of it up in each hour, or to go through the log once.
INSERT INTO hours (hour)
SELECT hour FROM hour WHERE hour BETWEEN (SELECT min(from_at) / 3600 FROM sought) AND (SELECT max(to_at) / 3600 FROM sought);
INSERT INTO plan (look_up)
SELECT 3 * (SELECT count(*) FROM sought) * (SELECT count(*) FROM hours) < (SELECT coalesce(max(part_id), 0) FROM mail) + (SELECT coalesce(max(delivery_id), 0) FROM delivery);
