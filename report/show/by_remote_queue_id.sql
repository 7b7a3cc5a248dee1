-- Messages to which another host gave the queue id :what, the newest first.
SELECT coalesce(m.joined, m.part_id) AS mail_id, max(d.at)
FROM delivery d JOIN mail m USING (part_id)
WHERE d.remote_queue_id = :what AND d.at >= :since AND d.at < :until
    AND (:host IS NULL OR m.host = (SELECT word_id FROM word WHERE word = :host))
GROUP BY 1
ORDER BY 2 DESC, 1 DESC;
