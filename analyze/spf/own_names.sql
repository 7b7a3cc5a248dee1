-- Domains that are ours, and the names of our hosts, under which they greet.
SELECT value AS name, max(kind = 'domain') AS wanted, max(kind = 'host') AS helo
FROM own WHERE kind IN ('domain', 'host') AND value LIKE '%.%'
GROUP BY value ORDER BY min(kind), value;
