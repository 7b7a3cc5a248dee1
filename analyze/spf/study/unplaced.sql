-- Hosts of ours that sent mail of a domain to the world, where nothing tells by which addresses: a host's own log does not.
SELECT h.word AS host, count(DISTINCT m.part_id) AS mails, max(d.at) AS last_at
FROM mail m JOIN delivery d ON d.part_id = m.part_id JOIN word h ON h.word_id = m.host
WHERE domain(m.sender) = :domain AND m.remote > 0 AND (m.client_ip IS NULL OR m.sasl_user IS NOT NULL OR is_private(m.client_ip))
    AND d.relay_ip IS NOT NULL AND NOT is_private(d.relay_ip) AND d.status = (SELECT word_id FROM word WHERE word = 'sent')
    AND EXISTS (SELECT 1 FROM own WHERE kind = 'domain' AND value = :domain) AND NOT EXISTS (SELECT 1 FROM own WHERE kind = 'outgoing')
GROUP BY m.host ORDER BY mails DESC, host;
