-- report: questionable SPF results, evaluated again: as of then, and now
-- title: Evaluated again
-- columns: what came out, evaluations:count, checks:count, bounces:count, domains:number
-- none: Nothing was evaluated again yet: unjoe analyze --dns
-- range: all
SELECT why, count(*) AS evaluations, sum(checks) AS checks, sum(bounces) AS bounces, count(DISTINCT domain) AS domains
FROM rechecks WHERE at >= :since AND at < :until AND (:domain IS NULL OR domain = :domain)
GROUP BY why ORDER BY count(*) DESC, why;
