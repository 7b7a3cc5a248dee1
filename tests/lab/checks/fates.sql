-- The last delivery of each of these recipients, and what became of the message.
SELECT d.recipient, d.status, m.status
FROM deliveries d JOIN messages m USING (mail_id)
WHERE d.program NOT LIKE '%/lmtp' AND domain(d.recipient) IN ('refuse.example', 'hangup.example', 'tempdom.example', 'later.example', 'pipe.example',
    'nullmx.example', 'badmx.example', 'loops.example', 'nonexist.example', 'err.example', 'disc.example')
GROUP BY d.recipient HAVING max(d.at * 1000000 + d.position)
