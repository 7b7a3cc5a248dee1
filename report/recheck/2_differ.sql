-- title: Not what was logged
-- columns: domain, client, logged, then, now, days:count, why:long
-- limit: 30
-- none: nothing
SELECT domain, ip AS client, logged, then_result, now_result, count(*) AS days,
    why || iif(mechanism IS NULL, '', ': ' || mechanism) || coalesce(' (' || reason || ')', '') || iif(why IN ('the program''s fault', 'a program''s fault'), ', ' || program, '') AS why,
    helo, min(sender) AS sender, max(shared) AS shared, min(at) AS first_at, max(at) AS last_at
FROM rechecks WHERE at >= :since AND at < :until AND (:domain IS NULL OR domain = :domain)
    AND why NOT IN ('as logged', 'no evidence', 'not evaluated yet', 'same then and now', 'no evidence of then')
GROUP BY domain, ip, logged, then_result, now_result, rechecks.why ORDER BY max(at) DESC, domain, ip;
