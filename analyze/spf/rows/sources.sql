SELECT source_id, ip, helo, sender FROM spf_source_row ORDER BY source_id;
