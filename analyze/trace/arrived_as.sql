-- The message of our log with a queue id that a host of ours wrote into its Received line at that time.
SELECT coalesce(m.joined, m.part_id)
FROM (SELECT -900 AS seconds UNION ALL SELECT 900) around
CROSS JOIN mail m ON hour_key(m.first_at, m.queue_id) = hour_key(:at + around.seconds, :queue_id)
JOIN word h ON h.word_id = m.host
WHERE +m.queue_id = :queue_id AND m.first_at BETWEEN :at - 900 AND :at + 900
ORDER BY (:host = h.word OR :host LIKE h.word || '.%') DESC, abs(m.first_at - :at), h.word, m.first_at, m.source_id LIMIT 1;
