-- What a content filter gave back across a seam: the delivery to it, or its own line, names what it became. Who delivered to it did so at no other host.
CREATE TEMP TABLE IF NOT EXISTS given_back (part_id INTEGER, became INTEGER, PRIMARY KEY (part_id, became)) WITHOUT ROWID;
DELETE FROM given_back;
INSERT OR IGNORE INTO given_back (part_id, became)
SELECT part_id, became FROM (
    SELECT p.part_id, (SELECT m.part_id FROM mail m
        WHERE hour_key(m.first_at, m.queue_id) IN (hour_key(d.at - 600, d.remote_queue_id), hour_key(d.at, d.remote_queue_id))
            AND m.queue_id = d.remote_queue_id AND m.host = p.host AND m.part_id <> p.part_id AND m.birth IS NOT NULL AND m.first_at BETWEEN d.at - 600 AND d.at
        ORDER BY m.first_at DESC, m.source_id LIMIT 1) AS became
    FROM (SELECT host, first_at AS at FROM seam UNION SELECT host, last_at FROM seam) s
    CROSS JOIN delivery d ON d.at BETWEEN s.at AND s.at + 600
    CROSS JOIN mail p ON p.part_id = d.part_id AND p.host = s.host
    WHERE d.remote_queue_id IS NOT NULL AND is_loopback(d.relay_ip, NULL, 0))
WHERE became IS NOT NULL;
UPDATE mail SET hop = 1 WHERE hop IS NULL AND part_id IN (SELECT became FROM given_back);
UPDATE mail SET remote = 0 WHERE remote > 0 AND part_id IN (SELECT part_id FROM given_back);

UPDATE link SET part_id = (
    WITH RECURSIVE ago(hours) AS (SELECT 0 UNION ALL SELECT hours + 1 FROM ago WHERE hours < 7 * 24)
    SELECT m.part_id FROM ago CROSS JOIN mail m ON hour_key(m.first_at, m.queue_id) = hour_key(link.at - hours * 3600, link.queue_id)
    WHERE m.queue_id = link.queue_id AND m.host = link.host AND m.first_at BETWEEN link.at - 7 * 86400 AND link.at
    ORDER BY m.first_at DESC, m.source_id LIMIT 1)
WHERE link_id IN (
    SELECT l.link_id FROM (SELECT host, first_at AS at FROM seam UNION SELECT host, last_at FROM seam) s
    CROSS JOIN link l ON l.part_id IS NULL AND l.at BETWEEN s.at - 600 AND s.at + 600 AND l.host = s.host);
