-- title: Passed over
-- columns: program, mail server, lines:count, last:minute
-- none: nothing
-- limit: 20
SELECT CASE program WHEN '' THEN '(others)' ELSE program END AS program, mail_system, sum(n) AS lines, max(last_at) AS last_at
FROM passed_over
GROUP BY program
ORDER BY mail_system IS NULL, lines DESC, program;
