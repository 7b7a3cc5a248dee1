-- What log we hold (of one host): from when to when, whether any of it lies in the range, and the last second not after now. Bounces count for
-- reports of all that was read (:mail), and where there is nothing else. Where all of it was pruned, noon of the last day that was counted.
WITH log AS (
    SELECT s.from_at, s.to_at FROM span s JOIN word h ON h.word_id = s.host WHERE :host IS NULL OR h.word = :host
), held AS (
    SELECT from_at, to_at FROM log
    UNION ALL
    SELECT first, last FROM (SELECT (SELECT min(arrived_at) FROM trace) AS first, (SELECT max(arrived_at) FROM trace) AS last)
    WHERE last IS NOT NULL AND :host IS NULL AND (:mail OR NOT EXISTS (SELECT 1 FROM log))
)
SELECT min(from_at), max(to_at), max(to_at >= :since AND from_at < :until), max(CASE WHEN from_at <= :now THEN min(to_at, :now) END),
    CASE WHEN count(*) = 0 THEN (SELECT max(day) FROM (SELECT max(day) AS day FROM day_total UNION ALL SELECT max(day) FROM pruned_day)) * 86400 + 43200 END
FROM held;
