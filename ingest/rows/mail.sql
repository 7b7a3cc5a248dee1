INSERT OR FAIL INTO mail (part_id, host, instance, queue_id, first_at, last_at, birth, ended, hop, client_name, client_ip, sasl_user,
    message_id, sender, size, nrcpt, sent, bounced, deferred, remote, expired, rejected,
    origin_queue_id, origin_client_name, origin_client_ip, source_id, position)
SELECT part_id, host, instance, qid, first_at, last_at, birth_word, ended, hop, client_name, client_ip, sasl_user,
    message_id, sender, mail_size, mail_nrcpt, sent, bounced, deferred, remote, expired, rejected,
    origin_qid, origin_name, origin_ip, source_id, position
FROM intake;
