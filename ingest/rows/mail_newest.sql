SELECT max(part_id) FROM mail;
