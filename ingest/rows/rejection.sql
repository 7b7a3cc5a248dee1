INSERT OR FAIL INTO rejection (rejection_id, part_id, at, host, program, action, stage, client_name, client_ip, helo, sender, recipient, code, dsn, reason,
    source_id, position)
SELECT rejection_id, part_id, at, host, program, word_action, word_stage, client_name, client_ip, helo, sender, recipient, code, dsn, reason,
    source_id, position
FROM intake;
