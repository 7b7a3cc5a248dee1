-- title: Domains that changed their policy
-- columns: domain, from, to, by:day, record now:long
-- limit: 20
-- none:
SELECT p.domain, o.policy AS was, p.policy AS now, p.from_at AS changed_at, p.record
FROM policy p JOIN policy o ON o.domain = p.domain AND o.from_at = (SELECT max(e.from_at) FROM policy e WHERE e.domain = p.domain AND e.from_at < p.from_at)
WHERE p.policy <> o.policy AND p.from_at >= :since AND p.from_at < :until
ORDER BY o.policy = '~all' AND p.policy = '-all' DESC, p.from_at DESC, p.domain;
