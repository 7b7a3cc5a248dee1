-- What is ours, in order of the value. A host of one label may be anybody's.
SELECT DISTINCT kind, value
FROM (SELECT kind, value FROM own_fact UNION SELECT kind, lower(value) FROM pin)
WHERE kind IN ('domain', 'network', 'outgoing') OR (kind = 'host' AND value LIKE '%.%')
ORDER BY value;
