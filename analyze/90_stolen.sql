-- needs: dirty takeover
-- compromised: sent while its account or client was in a stranger's hands, and not from where that account was used on three days before (or near there:
-- /16, of IPv6 about /32, where it is its far networks that tell the stranger), or on half of the fewer days that there were; of an account without any, not from where it was used in the day before that.
CREATE TEMP VIEW IF NOT EXISTS stolen AS
SELECT m.bounce_id, m.account, m.client_ip, t.kind, t.starts_at, count(DISTINCT h.day) AS days,
    count(DISTINCT CASE WHEN h.network = iif((SELECT private FROM world), m.client_ip, network(m.client_ip)) OR (t.reasons LIKE '%failing-client%' OR t.reasons LIKE '%new-client%') AND NOT (SELECT private FROM world) AND h.network GLOB m.around || '*' THEN h.day END) AS here
FROM (
    SELECT *, substr(client_ip, 1, instr(client_ip, mark) + instr(substr(client_ip, instr(client_ip, mark) + 1), mark)) AS around
    FROM (SELECT *, CASE WHEN client_ip LIKE '%:%' THEN ':' ELSE '.' END AS mark FROM meant)) m
JOIN takeover t ON m.at BETWEEN t.starts_at AND t.ends_at
    AND ((t.kind = 'account' AND t.target = m.account) OR (t.kind = 'client' AND m.account IS NULL AND t.target = m.client_ip))
LEFT JOIN client_habit h ON h.account = m.account AND h.day BETWEEN local_day_number(t.starts_at) - 60 AND local_day_number(t.starts_at) - 1
    AND NOT EXISTS (SELECT 1 FROM takeover_day y WHERE y.kind = 'account' AND y.who = h.account AND y.day = h.day)
GROUP BY m.bounce_id, t.takeover_id;
UPDATE decided SET class = 'compromised'
WHERE class = 'genuine' AND bounce_id IN (
    SELECT bounce_id FROM stolen s
    WHERE kind = 'client' OR NOT (here >= 3 OR (days > 0 AND 2 * here >= days) OR days = 0 AND EXISTS (
        WITH RECURSIVE ago (hours) AS (SELECT 0 UNION ALL SELECT hours + 1 FROM ago WHERE hours < 24)
        SELECT 1 FROM ago CROSS JOIN mail p ON hour_key(p.first_at, p.sasl_user) = hour_key(s.starts_at - ago.hours * 3600, s.account) AND p.sasl_user = s.account
        WHERE p.first_at < s.starts_at AND iif((SELECT private FROM world), p.client_ip = s.client_ip, network(p.client_ip) = network(s.client_ip)))));
