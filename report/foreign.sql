-- Mail servers whose log is not read, a line each: what they sent is missing. Where this run read lines of them.
SELECT printf('%s: %,d %s; unjoe does not read its log, so what it sent is not known', mail_system, sum(n), CASE sum(n) WHEN 1 THEN 'line' ELSE 'lines' END)
FROM passed_over
WHERE mail_system IS NOT NULL
GROUP BY mail_system
HAVING sum(source_id IN (SELECT s.source_id FROM source s WHERE s.read_at >= :now)) > 0
ORDER BY sum(n) DESC, mail_system;
