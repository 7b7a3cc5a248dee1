INSERT OR FAIL INTO spf_check (check_id, at, host, program, result, identity, client_ip, helo, sender, recipient, reason, action, part_id, rejection_id, queue_id,
    source_id, position)
SELECT check_id, at, host, program, word_result, word_identity, client_ip, helo, sender, recipient, reason, word_action, part_id, rejection_id, qid,
    source_id, position
FROM intake;
