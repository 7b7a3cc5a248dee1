-- Puts the parts of messages together that lie in several streams, or were read in several runs: a part without a beginning goes on with
-- the part before it of the same host, instance and queue id, unless that one ended, or a queue's whole lifetime (seven days) lies between.
-- Done again for every queue id of which an incomplete part is new, or that has a new part beside an incomplete one:
-- the same parts give the same messages, in whatever order they were read. New is what no daily total has counted (ingest/daily/).
CREATE TEMP TABLE IF NOT EXISTS touched (queue_id TEXT, host INTEGER, instance INTEGER, PRIMARY KEY (queue_id, host, instance)) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS message_touched AS
SELECT m.host, min(m.first_at) AS first_at, coalesce(max(nullif(m.birth, (SELECT word_id FROM word WHERE word = 'internal'))), max(m.birth)) AS birth,
    coalesce(max(CASE WHEN m.size IS NOT NULL THEN m.sender END), max(m.sender)) AS sender, min(m.part_id) AS part_id
FROM touched t CROSS JOIN mail m ON m.queue_id = t.queue_id AND m.host = t.host AND coalesce(m.instance, 0) = t.instance
GROUP BY coalesce(m.joined, m.part_id) HAVING max(m.birth) IS NOT NULL;

DELETE FROM touched;
INSERT OR IGNORE INTO touched (queue_id, host, instance)
SELECT queue_id, host, coalesce(instance, 0) FROM mail
WHERE part_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_message') AND (birth IS NULL OR ended = 0);
-- (From the incomplete ones in a first load, which has few of them; from the new ones afterwards.)
INSERT OR IGNORE INTO touched (queue_id, host, instance)
SELECT m.queue_id, m.host, coalesce(m.instance, 0) FROM mail o CROSS JOIN mail m ON m.queue_id = o.queue_id AND m.host = o.host AND m.instance IS o.instance
WHERE (o.birth IS NULL OR o.ended = 0) AND m.part_id <> o.part_id AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'daily_message');
INSERT OR IGNORE INTO touched (queue_id, host, instance)
SELECT m.queue_id, m.host, coalesce(m.instance, 0) FROM mail m
WHERE m.part_id > (SELECT value + 0 FROM setting WHERE name = 'daily_message')
    AND EXISTS (SELECT 1 FROM mail o WHERE o.queue_id = m.queue_id AND (o.birth IS NULL OR o.ended = 0) AND o.part_id <> m.part_id
        AND o.host = m.host AND o.instance IS m.instance);

-- What was counted of their messages is taken back; ingest/daily/ counts them again.
INSERT INTO daily_count (domain, day, host, class, result, detail, n)
SELECT coalesce(domain(sender), ''), local_day_number(first_at), host, (SELECT word_id FROM word WHERE word = 'message'), birth, 0, -count(*)
FROM message_touched
WHERE part_id <= (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_message')
GROUP BY 1, 2, 3, 5
ON CONFLICT (day, domain, host, class, result, detail) DO UPDATE SET n = n + excluded.n;

-- cleanup(8), whose line is the birth of what the mail system itself makes, may speak behind or before the line that tells what was made
-- (the same as in ingest/thread.c).
CREATE TEMP TABLE IF NOT EXISTS grouped (part_id INTEGER PRIMARY KEY, root INTEGER);
DELETE FROM grouped;
INSERT INTO grouped (part_id, root)
WITH part AS (
    SELECT m.part_id, m.host, m.instance, m.queue_id, m.first_at, m.last_at, m.ended, m.message_id, m.size, b.word AS birth
    FROM touched t
    CROSS JOIN mail m ON m.queue_id = t.queue_id AND m.host = t.host AND coalesce(m.instance, 0) = t.instance
    LEFT JOIN word b ON b.word_id = m.birth
), begun AS (
    SELECT part_id, host, instance, queue_id, first_at, last_at, ended, birth,
        lag(ended) OVER w IS NOT 0
        OR first_at - lag(last_at) OVER w > 7 * 86400
        OR CASE birth
            WHEN 'internal' THEN lag(message_id) OVER w IS NOT NULL OR lag(size) OVER w IS NOT NULL
            WHEN 'notice' THEN lag(birth) OVER w IS NOT 'internal' OR first_at - lag(first_at) OVER w > 60
            ELSE birth IS NOT NULL AND (lag(birth) OVER w IS NOT 'internal' OR lag(size) OVER w IS NOT NULL OR first_at - lag(first_at) OVER w > 2)
        END AS begins
    FROM part
    WINDOW w AS (PARTITION BY host, instance, queue_id ORDER BY first_at, birth IS NULL, last_at, ended, part_id)
), numbered AS (
    SELECT part_id, host, instance, queue_id, first_at, last_at, ended, birth, sum(begins) OVER w AS nth
    FROM begun
    WINDOW w AS (PARTITION BY host, instance, queue_id ORDER BY first_at, birth IS NULL, last_at, ended, part_id)
)
SELECT part_id, CASE WHEN count(*) OVER g > 1 THEN first_value(part_id) OVER (g ORDER BY first_at, birth IS NULL, last_at, ended, part_id) END
FROM numbered
WINDOW g AS (PARTITION BY host, instance, queue_id, nth);
UPDATE mail SET joined = (SELECT g.root FROM grouped g WHERE g.part_id = mail.part_id)
WHERE part_id IN (SELECT part_id FROM grouped) AND joined IS NOT (SELECT g.root FROM grouped g WHERE g.part_id = mail.part_id);
