-- What the sink answered to each recipient that it was asked to take, or would be (address verification).
SELECT recipient, CASE status WHEN 'undeliverable' THEN 'bounced' ELSE status END, coalesce(remote_queue_id, '')
FROM deliveries
WHERE status <> 'deliverable' AND reply NOT LIKE 'lost connection%' AND (relay_ip = '198.51.100.25' OR program LIKE '%/lmtp')
