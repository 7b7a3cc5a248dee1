INSERT OR FAIL INTO delivery (part_id, at, program, recipient, orig_to, relay_host, relay_ip, remote_queue_id, dsn, status, reply, source_id, position)
SELECT part_id, at, program, recipient, orig_to, relay_host, relay_ip, remote_qid, dsn, word_status, reply, source_id, position
FROM intake;
