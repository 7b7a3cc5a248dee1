-- report: what was sent, refused and checked; top domains and clients
-- title: Messages
-- columns: way, messages:count, bytes:bytes,
WITH words(direction, meaning, place) AS (
    VALUES ('in', 'from strangers, to mailboxes here', 1), ('out', 'from a login or this host itself', 2),
        ('relay', 'passed on to another host', 3), ('notice', 'bounces and reports written here', 4),
        ('hop', 'again, behind a filter', 5), ('other', 'probes, and older than this log', 6)
), counted AS (
    SELECT coalesce(direction, 'other') AS direction, count(*) AS messages, sum(size) AS bytes
    FROM messages
    WHERE first_at >= :since AND first_at < :until AND (:host IS NULL OR host = :host)
        AND (:domain IS NULL OR domain(sender) = :domain OR mail_id IN
            (SELECT mail_id FROM deliveries WHERE at >= :since AND at < :until AND domain(recipient) = :domain))
    GROUP BY 1
)
SELECT c.direction, c.messages, c.bytes, w.meaning
FROM counted c LEFT JOIN words w ON w.direction = c.direction
ORDER BY w.place;
