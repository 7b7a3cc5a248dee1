-- Puts the parts of messages together that lie in several streams: a part without a beginning goes on with the part before
-- it of the same host, instance and queue id, unless that one ended, or a queue's whole lifetime (seven days) lies between.
-- Done again for every queue id of which this run (from part :first_part on) has seen an incomplete part: the same parts
-- give the same messages, in whatever order they were read.
WITH touched AS (
    SELECT DISTINCT host, instance, queue_id FROM mail WHERE part_id >= :first_part AND (birth IS NULL OR ended = 0)
), part AS (
    SELECT m.part_id, m.host, m.instance, m.queue_id, m.first_at, m.last_at, m.ended, m.message_id, m.size, b.word AS birth
    FROM touched t
    JOIN mail m ON m.queue_id = t.queue_id AND m.host = t.host AND m.instance IS t.instance
    LEFT JOIN word b ON b.word_id = m.birth
), begun AS (
    SELECT part_id, host, instance, queue_id, first_at, last_at, birth,
        lag(ended) OVER w IS NOT 0
        OR first_at - lag(last_at) OVER w > 7 * 86400
        OR (birth IS NOT NULL AND NOT (birth = 'internal' AND lag(message_id) OVER w IS NULL AND lag(size) OVER w IS NULL)) AS begins
    FROM part
    WINDOW w AS (PARTITION BY host, instance, queue_id ORDER BY first_at, birth IS NULL, last_at, part_id)
), numbered AS (
    SELECT part_id, host, instance, queue_id, first_at, last_at, birth, sum(begins) OVER w AS nth
    FROM begun
    WINDOW w AS (PARTITION BY host, instance, queue_id ORDER BY first_at, birth IS NULL, last_at, part_id)
), together AS (
    SELECT part_id,
        first_value(part_id) OVER (g ORDER BY first_at, birth IS NULL, last_at, part_id) AS root,
        count(*) OVER g AS parts
    FROM numbered
    WINDOW g AS (PARTITION BY host, instance, queue_id, nth)
)
UPDATE mail SET joined = CASE WHEN t.parts > 1 THEN t.root END
FROM together t
WHERE t.part_id = mail.part_id AND mail.joined IS NOT CASE WHEN t.parts > 1 THEN t.root END;
