-- Of a long way its beginning and its end.
SELECT how, domain, record, place, length, n - coalesce(lag(n) OVER (ORDER BY n), 0) - 1 AS left_out
FROM spf_step_row s
WHERE check_id = :check_id AND record IS NOT NULL
    AND (n <= 4 OR n > (SELECT max(n) - 2 FROM spf_step_row l WHERE l.check_id = s.check_id))
ORDER BY n;
