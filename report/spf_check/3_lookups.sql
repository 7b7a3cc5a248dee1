-- title: Lookups
-- columns: name, type, result, TTL:raw, answer:long
SELECT name, type, CASE status WHEN 'nodata' THEN 'nothing' WHEN 'nxdomain' THEN 'no such name' WHEN 'timeout' THEN 'no answer' ELSE status END AS result,
    ttl, answer, c.identity, l.n, l.status, l.received_at, l.domain, l.term
FROM spf_lookup_row l JOIN spf_check_row c USING (check_id) ORDER BY l.check_id, l.n;
