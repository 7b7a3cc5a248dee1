-- The message of our log with the bounce's own Message-ID, about the time of its arrival.
WITH hours (hour) AS (VALUES (:at / 3600 - 1), (:at / 3600), (:at / 3600 + 1))
SELECT coalesce(m.joined, m.part_id)
FROM hours CROSS JOIN mail m ON hour_key(m.first_at, m.message_id) = hour_key(hours.hour * 3600, :message_id)
WHERE +m.message_id = :message_id
ORDER BY abs(m.first_at - :at), m.first_at, m.queue_id LIMIT 1;
