-- report: sender domains and addresses: messages, bytes, rejections, SPF
-- title: Sender domains
-- columns: domain, messages:count, bytes:bytes, rejected:count, clients:number, SPF pass:count, fail:count
-- limit: 25
WITH seen AS (
    SELECT CASE sender WHEN '' THEN '<>' ELSE domain(sender) END AS domain, client_ip, size, 1 AS message, 0 AS rejected, NULL AS result
    FROM messages
    WHERE first_at >= :since AND first_at < :until AND (:host IS NULL OR host = :host) AND direction IN ('in', 'out', 'relay')
    UNION ALL
    SELECT CASE sender WHEN '' THEN '<>' ELSE domain(sender) END, client_ip, NULL, 0, 1, NULL
    FROM rejections
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    UNION ALL
    SELECT domain(sender), client_ip, NULL, 0, 0, result
    FROM spf_checks
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (identity IS NULL OR identity = 'mailfrom')
)
SELECT domain, sum(message) AS messages, sum(size) AS bytes, sum(rejected) AS rejected, count(DISTINCT client_ip) AS clients,
    sum(result IS 'pass') AS spf_pass, sum(result IS 'fail') AS spf_fail, sum(result IS 'softfail') AS spf_softfail,
    sum(result IS 'neutral') AS spf_neutral, sum(result IS 'none') AS spf_none,
    sum(result IS 'permerror') AS spf_permerror, sum(result IS 'temperror') AS spf_temperror
FROM seen
WHERE domain IS NOT NULL AND (:domain IS NULL OR domain = :domain)
GROUP BY domain
ORDER BY sum(message) DESC, sum(rejected) DESC, domain;
