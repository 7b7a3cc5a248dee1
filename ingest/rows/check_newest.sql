SELECT max(check_id) FROM spf_check;
