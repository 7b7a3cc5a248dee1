-- title: Domains that changed their policy
-- columns: domain, from, to, by:day, new record:long
-- limit: 20
-- none:
-- A lookup that failed is no policy: what was said before it counts.
SELECT p.domain, o.policy AS was, p.policy AS now, p.from_at AS changed_at, p.record
FROM policy p JOIN policy o ON o.domain = p.domain
    AND o.from_at = (SELECT max(e.from_at) FROM policy e WHERE e.domain = p.domain AND e.from_at < p.from_at AND e.policy <> 'temperror')
WHERE p.policy <> o.policy AND p.policy <> 'temperror' AND p.from_at >= :since AND p.from_at < :until
ORDER BY o.policy = '~all' AND p.policy = '-all' DESC, p.from_at DESC, p.domain;
