-- title: Let in by the ~all of others
-- columns: domain, softfails let in:count, clients:number, DMARC, last:minute
-- limit: 15
-- none:
-- note: With -all these would have been a fail: refused, where fails are.
SELECT domain(c.sender) AS domain, count(*) AS softfails, count(DISTINCT c.client_ip) AS clients, coalesce((SELECT 'p=' || dmarc FROM policy_now p WHERE p.domain = domain(c.sender)), '-') AS dmarc, max(c.at) AS last_at
FROM spf_check c
WHERE c.at >= :since AND c.at < :until AND c.result = (SELECT word_id FROM word WHERE word = 'softfail') AND c.action = (SELECT word_id FROM word WHERE word = 'accept')
    AND domain(c.sender) IS NOT NULL
GROUP BY 1 ORDER BY 2 DESC, 1;
