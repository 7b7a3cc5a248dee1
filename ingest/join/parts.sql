-- Puts the parts of messages together that lie in several streams, or were read in several runs: a part without a beginning goes on with
-- the part before it of the same host, instance and queue id, unless that one ended, or a queue's whole lifetime (seven days) lies between.
-- Done again for every queue id of which an incomplete part is new, or that has a new part beside an incomplete one:
-- the same parts give the same messages, in whatever order they were read. New is what lies behind the marks that ingest/daily_counted.sql sets last of all.
CREATE TEMP TABLE IF NOT EXISTS touched (queue_id TEXT, host INTEGER, instance INTEGER, PRIMARY KEY (queue_id, host, instance)) WITHOUT ROWID;
DELETE FROM touched;
INSERT OR IGNORE INTO touched (queue_id, host, instance)
SELECT queue_id, host, coalesce(instance, 0) FROM mail
WHERE part_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_message') AND (birth IS NULL OR ended = 0);
INSERT OR IGNORE INTO touched (queue_id, host, instance)
SELECT m.queue_id, m.host, coalesce(m.instance, 0) FROM mail m
WHERE m.part_id > (SELECT value + 0 FROM setting WHERE name = 'daily_message')
    AND EXISTS (SELECT 1 FROM mail o WHERE o.queue_id = m.queue_id AND (o.birth IS NULL OR o.ended = 0) AND o.part_id <> m.part_id
        AND o.host = m.host AND o.instance IS m.instance);

-- Their parts whose message may change: the incomplete ones; of the complete ones, which nothing goes on with, the first that follows one
-- that has not ended (the next of its queue id, if there is one, tells how far to look; else what may tell its birth again);
-- and what any of them was joined with.
CREATE TEMP TABLE IF NOT EXISTS moved (part_id INTEGER PRIMARY KEY);
CREATE TEMP VIEW IF NOT EXISTS message_moved AS
SELECT m.host, min(m.first_at) AS first_at, coalesce(max(nullif(m.birth, (SELECT word_id FROM word WHERE word = 'internal'))), max(m.birth)) AS birth,
    coalesce(max(CASE WHEN m.size IS NOT NULL THEN m.sender END), max(m.sender)) AS sender, min(m.part_id) AS part_id
FROM moved CROSS JOIN mail m USING (part_id)
GROUP BY coalesce(m.joined, m.part_id) HAVING max(m.birth) IS NOT NULL;
DELETE FROM moved;
INSERT INTO moved (part_id)
SELECT o.part_id FROM touched t CROSS JOIN mail o ON o.queue_id = t.queue_id AND (o.birth IS NULL OR o.ended = 0)
    AND o.host = t.host AND coalesce(o.instance, 0) = t.instance;
INSERT OR IGNORE INTO moved (part_id)
WITH RECURSIVE later(hours) AS (SELECT 0 UNION ALL SELECT hours + 1 FROM later WHERE hours < 7 * 24), part AS (
    SELECT m.*, lead(m.first_at) OVER (PARTITION BY m.host, m.instance, m.queue_id ORDER BY m.first_at, m.birth IS NULL, m.last_at, m.ended, m.part_id) AS next_at
    FROM moved CROSS JOIN mail m USING (part_id)
), unended AS (
    SELECT p.*, CASE
            WHEN p.next_at <= p.last_at + 7 * 86400 THEN p.next_at
            WHEN p.size IS NULL AND p.message_id IS NULL THEN p.first_at + 3600
            WHEN b.word = 'internal' THEN p.first_at + 60
        END AS until
    FROM part p LEFT JOIN word b ON b.word_id = p.birth
    WHERE p.ended = 0
)
SELECT first_value(c.part_id) OVER (PARTITION BY u.part_id ORDER BY c.first_at, c.last_at, c.part_id)
FROM unended u CROSS JOIN later l ON hours <= until / 3600 - u.first_at / 3600
CROSS JOIN mail c ON hour_key(c.first_at, c.queue_id) = hour_key(u.first_at + hours * 3600, u.queue_id)
    AND +c.queue_id = u.queue_id AND +c.host = u.host AND +c.instance IS u.instance AND c.birth IS NOT NULL AND +c.ended = 1
    AND (c.first_at, 0, c.last_at, 1, c.part_id) > (u.first_at, u.birth IS NULL, u.last_at, 0, u.part_id);
INSERT OR IGNORE INTO moved (part_id)
SELECT part_id FROM mail WHERE joined IN (SELECT m.joined FROM moved CROSS JOIN mail m USING (part_id));

-- What was counted of these messages is taken back; as they are then, they are counted again below.
INSERT INTO recount (domain, day, host, class, result, detail, n)
SELECT coalesce(domain(sender), ''), local_day_number(first_at), host, (SELECT word_id FROM word WHERE word = 'message'), birth, 0, -count(*)
FROM message_moved
GROUP BY 1, 2, 3, 5;

-- cleanup(8), whose line is the birth of what the mail system itself makes, may speak behind or before the line that tells what was made
-- (the same as in ingest/fold/thread.c).
CREATE TEMP TABLE IF NOT EXISTS grouped (part_id INTEGER PRIMARY KEY, root INTEGER);
DELETE FROM grouped;
INSERT INTO grouped (part_id, root)
WITH part AS (
    SELECT m.part_id, m.host, m.instance, m.queue_id, m.first_at, m.last_at, m.ended, m.message_id, m.size, b.word AS birth
    FROM moved CROSS JOIN mail m USING (part_id)
    LEFT JOIN word b ON b.word_id = m.birth
), begun AS (
    SELECT part_id, host, instance, queue_id, first_at, last_at, ended, birth,
        lag(ended) OVER w IS NOT 0
        OR first_at - lag(last_at) OVER w > 7 * 86400
        OR CASE birth
            WHEN 'internal' THEN lag(message_id) OVER w IS NOT NULL OR lag(size) OVER w IS NOT NULL OR first_at - lag(first_at) OVER w > 3600
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
INSERT INTO recount (domain, day, host, class, result, detail, n)
SELECT coalesce(domain(sender), ''), local_day_number(first_at), host, (SELECT word_id FROM word WHERE word = 'message'), birth, 0, count(*)
FROM message_moved
GROUP BY 1, 2, 3, 5;
