-- Where streams meet, or lie side by side: near their seams, and while both have lines of a host. What was joined there over streams is
-- taken apart, since a stream that has come between may have what is nearer.
-- (+c.host: so that it is looked up by time, which tells more.)
CREATE TEMP TABLE IF NOT EXISTS near (host INTEGER, from_at INTEGER, to_at INTEGER, PRIMARY KEY (host, from_at, to_at)) WITHOUT ROWID;
DELETE FROM near;
INSERT OR IGNORE INTO near (host, from_at, to_at)
SELECT host, first_at - 600, first_at + 600 FROM seam
UNION SELECT host, last_at - 600, last_at + 600 FROM seam
UNION SELECT s.host, max(s.first_at, o.first_at) - 5, min(s.last_at, o.last_at) + 5
FROM seam s JOIN source_host o ON o.host = s.host AND o.source_id <> s.source_id AND o.first_at <= s.last_at AND o.last_at >= s.first_at;

UPDATE spf_check SET part_id = NULL
WHERE check_id IN (
    SELECT c.check_id FROM near n CROSS JOIN spf_check c ON c.at BETWEEN n.from_at AND n.to_at AND +c.host = n.host
    CROSS JOIN mail m ON m.part_id = c.part_id AND m.source_id <> c.source_id);
UPDATE spf_check SET rejection_id = NULL
WHERE check_id IN (
    SELECT c.check_id FROM near n CROSS JOIN spf_check c ON c.at BETWEEN n.from_at AND n.to_at AND +c.host = n.host
    CROSS JOIN rejection r ON r.rejection_id = c.rejection_id AND r.source_id <> c.source_id);
