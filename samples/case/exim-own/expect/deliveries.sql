SELECT recipient, relay_host, relay_ip, remote_queue_id, dsn, status, program FROM deliveries ORDER BY at, position
