-- Messages that had the queue id :what, the newest first.
SELECT coalesce(joined, part_id) AS mail_id, max(last_at)
FROM hour CROSS JOIN mail ON hour_key(first_at, queue_id) = hour_key(hour * 3600, :what)
WHERE +queue_id = :what AND (:host IS NULL OR host = (SELECT word_id FROM word WHERE word = :host))
GROUP BY 1 HAVING max(last_at) >= :since AND min(first_at) < :until
ORDER BY 2 DESC, 1 DESC;
