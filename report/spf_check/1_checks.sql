-- title: Checks
-- columns:
SELECT identity, result, domain, ip, helo, sender, term, shared, explanation, reason, missing, lookups, voids, placeholder, replayable
FROM spf_check_row ORDER BY check_id;
