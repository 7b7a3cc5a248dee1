SELECT how, domain, record, place, length FROM spf_step_row WHERE check_id = :check_id AND record IS NOT NULL ORDER BY n;
