INSERT OR FAIL INTO arrival (arrival_id, bounce_id, whole, arrived_at, returned_to, return_path, file, source_id, position)
SELECT arrival_id, bounce_id, whole, arrived_at, returned_to, return_path, file, source_id, position FROM mail_intake;
