-- title: Results
-- columns: id, result, domain, term, because:long
SELECT id, result, domain, term, coalesce(explanation, reason) AS because, explanation, reason, lookups, voids FROM spf_result_row ORDER BY n;
