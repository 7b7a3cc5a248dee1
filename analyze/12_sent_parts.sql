-- needs: news
-- The messages that lie in parts (analyze/11_sent.sql), and all of the table sent by day.
INSERT INTO sent (message_key, part_id, kind, who, sender, day, messages, recipients, bounced)
SELECT message_key, root, CASE WHEN hop = 1 THEN 'filtered' WHEN sasl_user IS NOT NULL THEN 'account' WHEN birth = notice THEN 'notice'
        WHEN birth = pickup OR client_ip IN ('127.0.0.1', '::1') THEN 'host' ELSE 'client' END,
    CASE WHEN hop = 1 THEN lower(coalesce(sender, '')) WHEN sasl_user IS NOT NULL THEN sasl_user WHEN birth = notice THEN domain(message_id)
        WHEN birth = pickup OR client_ip IN ('127.0.0.1', '::1') THEN '' ELSE client_ip END,
    CASE WHEN hop = 1 THEN '' ELSE lower(coalesce(sender, '')) END, local_day_number(first_at), 1, CASE WHEN hop = 1 THEN 0 ELSE coalesce(nrcpt, 1) END, bounced
FROM (
    SELECT t.message_key, coalesce(m.joined, m.part_id) AS root, min(m.first_at) AS first_at, max(m.sasl_user) AS sasl_user, max(m.client_ip) AS client_ip,
        coalesce(max(CASE WHEN m.size IS NOT NULL THEN m.sender END), max(m.sender)) AS sender, max(m.nrcpt) AS nrcpt, sum(m.bounced) AS bounced,
        sum(m.remote) AS remote, max(m.hop) AS hop, max(coalesce(m.origin_queue_id, m.origin_client_ip)) AS origin, max(m.message_id) AS message_id,
        coalesce(max(nullif(m.birth, (SELECT internal FROM birth))), max(m.birth)) AS birth
    FROM touched_part t CROSS JOIN mail m ON m.part_id = t.part_id
    GROUP BY 1, 2
) CROSS JOIN birth b
WHERE birth IS NOT NULL AND CASE WHEN hop = 1 THEN bounced > 0 ELSE hop IS NULL AND origin IS NULL END
    AND (hop = 1 OR sasl_user IS NOT NULL OR birth IN (notice, pickup) OR birth = client AND remote > 0 AND client_ip IS NOT NULL);

-- What the accounts and this host sent, for stage 20 and 30. (Clients: analyze/13_own_relays.sql, when it is known which are ours.)
DELETE FROM sender_day WHERE message_key <> '' AND message_key IN (SELECT message_key FROM touched_key);
INSERT INTO sender_day (kind, who, day, sender, message_key, messages, recipients, bounced)
SELECT kind, who, day, sender, message_key, sum(messages), sum(recipients), sum(bounced)
FROM sent WHERE kind IN ('account', 'host', 'filtered')
GROUP BY kind, who, day, sender, message_key
ON CONFLICT DO UPDATE SET messages = messages + excluded.messages, recipients = recipients + excluded.recipients, bounced = bounced + excluded.bounced;
