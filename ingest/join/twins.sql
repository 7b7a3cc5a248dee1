-- A check of which the first lines were the last of a stream, or of a run, and whose last lines came first with the next: one row.
CREATE TEMP TABLE IF NOT EXISTS twin (check_id INTEGER PRIMARY KEY, rest INTEGER UNIQUE);
DELETE FROM twin;
INSERT OR IGNORE INTO twin (check_id, rest)
SELECT c.check_id, r.check_id
FROM (SELECT host, first_at AS at FROM seam UNION SELECT host, last_at FROM seam) s
CROSS JOIN spf_check c ON c.at BETWEEN s.at - 5 AND s.at + 5 AND +c.host = s.host AND c.action IS NULL
CROSS JOIN spf_check r ON r.at BETWEEN c.at AND c.at + 5 AND +r.host = c.host AND r.action IS NOT NULL
    AND r.program = c.program AND r.result = c.result AND (c.identity IS NULL OR r.identity = c.identity)
    AND (c.client_ip IS NULL OR r.client_ip = c.client_ip) AND (c.sender IS NULL OR r.sender IS NULL OR r.sender = c.sender)
JOIN source_host e ON e.source_id = c.source_id AND e.host = c.host
JOIN source_host b ON b.source_id = r.source_id AND b.host = r.host
WHERE CASE WHEN r.source_id = c.source_id
    THEN c.check_id <= (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_check')
        AND r.check_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_check')
    ELSE c.at >= e.last_at - 5 AND r.at <= b.first_at + 5 END
    AND NOT EXISTS (
        SELECT 1 FROM spf_check x
        WHERE x.at BETWEEN r.at - 5 AND r.at AND +x.source_id = r.source_id AND +x.program = r.program AND +x.host = r.host AND x.position < r.position
            AND (r.source_id <> c.source_id OR x.check_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_check')))
ORDER BY c.at, c.position, r.at, r.position;

INSERT INTO recount (domain, day, host, class, result, detail, n)
SELECT coalesce(domain(c.sender), ''), local_day_number(c.at), c.host, (SELECT word_id FROM word WHERE word = 'check'), c.result, coalesce(c.action, 0), -count(*)
FROM (SELECT check_id FROM twin UNION ALL SELECT rest FROM twin) t JOIN spf_check c USING (check_id)
GROUP BY 1, 2, 3, 5, 6;

UPDATE spf_check SET identity = coalesce(spf_check.identity, r.identity), client_ip = coalesce(spf_check.client_ip, r.client_ip),
    helo = coalesce(spf_check.helo, r.helo), sender = coalesce(spf_check.sender, r.sender), recipient = coalesce(spf_check.recipient, r.recipient),
    reason = coalesce(spf_check.reason, r.reason), action = r.action,
    part_id = CASE WHEN r.action IN (SELECT word_id FROM word WHERE word IN ('reject', 'defer')) THEN NULL ELSE coalesce(spf_check.part_id, r.part_id) END,
    rejection_id = coalesce(spf_check.rejection_id, r.rejection_id), queue_id = coalesce(spf_check.queue_id, r.queue_id)
FROM twin t JOIN spf_check r ON r.check_id = t.rest
WHERE spf_check.check_id = t.check_id AND spf_check.check_id IN (SELECT check_id FROM twin);
DELETE FROM spf_check WHERE check_id IN (SELECT rest FROM twin);

INSERT INTO recount (domain, day, host, class, result, detail, n)
SELECT coalesce(domain(c.sender), ''), local_day_number(c.at), c.host, (SELECT word_id FROM word WHERE word = 'check'), c.result, coalesce(c.action, 0), count(*)
FROM twin t JOIN spf_check c USING (check_id)
GROUP BY 1, 2, 3, 5, 6;
