-- title: Bounces read, and whose fault
-- columns: class, bounces:count, share:share
-- none:
-- note: Those that were pruned, too.
SELECT class, sum(n) AS bounces, sum(n) * 1.0 / sum(sum(n)) OVER () AS share
FROM (
    SELECT class, 1 AS n FROM judged
    WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
    UNION ALL
    SELECT class, n FROM pruned_day
    WHERE day >= local_day_number(:since) AND day <= local_day_number(:until - 1) AND :host IS NULL AND (:domain IS NULL OR domain = :domain)
)
WHERE class <> 'not_a_bounce'
GROUP BY class
ORDER BY bounces DESC, class;
