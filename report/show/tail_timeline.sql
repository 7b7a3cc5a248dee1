-- In order of time.
SELECT e.at, h.word AS host, p.word AS program, e.event, e.queue_id, e.mail_id, e.source_id, e.position, e.what
FROM event e LEFT JOIN word h ON h.word_id = e.host LEFT JOIN word p ON p.word_id = e.program
ORDER BY e.at, e.source_id, e.position;
