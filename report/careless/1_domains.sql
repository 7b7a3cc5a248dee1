-- report: domains of others whose mail fails their own record
-- title: Careless senders
-- columns: domain, looks like, fails:count, broken:count, passes:count, nets:number, last:day, record and slip:long
-- limit: 25
-- none: No mail of that time failed the record of its own domain.
-- note: Careless: it passes elsewhere, or is sent by hosts of the same name. Its own, maybe a spammer: never a pass, hosts of its own name, one network. Forged: never a host of its own name. With unjoe spf adoption --dns the record and its slip are told.
-- range: all
WITH checked AS MATERIALIZED (
    SELECT domain(c.sender) AS domain, r.word AS result, c.client_ip AS ip, lower(c.helo) AS helo, c.at, c.action, c.reason,
        organisation(c.helo) = organisation(domain(c.sender))
            OR organisation((SELECT coalesce(m.client_name, j.client_name) FROM (SELECT 1) LEFT JOIN mail m ON m.part_id = c.part_id LEFT JOIN rejection j ON j.rejection_id = c.rejection_id)) = organisation(domain(c.sender)) AS named
    FROM spf_check c JOIN word r ON r.word_id = c.result LEFT JOIN word i ON i.word_id = c.identity
    WHERE c.at >= :since AND c.at < :until AND r.word IN ('fail', 'softfail', 'permerror') AND i.word IS NOT 'helo' AND domain(c.sender) IS NOT NULL
        AND (:domain IS NULL OR domain(c.sender) = :domain)
), slipped AS MATERIALIZED (
    SELECT domain, sum(result IN ('fail', 'softfail')) AS fails, sum(result = 'permerror') AS broken, count(DISTINCT network(ip)) AS networks, count(DISTINCT ip) AS clients,
        max(named) AS named, max(at) AS last_at, group_concat(DISTINCT helo) AS helos, group_concat(DISTINCT ip) AS ips, max(CASE WHEN result = 'permerror' THEN reason END) AS reason
    FROM checked WHERE domain NOT IN (SELECT value FROM own WHERE kind = 'domain')
    GROUP BY domain
), weighed AS MATERIALIZED (
    SELECT d.domain, min(d.day) AS first_day, sum(CASE WHEN c.word = 'check' AND r.word = 'pass' THEN d.n ELSE 0 END) AS passes
    FROM daily_count d JOIN word c ON c.word_id = d.class JOIN word r ON r.word_id = d.result
    WHERE d.n > 0 AND d.domain IN (SELECT domain FROM slipped) GROUP BY d.domain
), told AS (
    SELECT s.*, p.policy, p.record, p.slip, p.slip_term, p.slip_place, p.corrected, p.dmarc,
        coalesce(w.passes, 0) AS passes, w.first_day * 86400 AS first_at
    FROM slipped s LEFT JOIN weighed w ON w.domain = s.domain
    LEFT JOIN policy p ON p.domain = s.domain AND p.from_at = (SELECT max(o.from_at) FROM policy o WHERE o.domain = s.domain)
)
SELECT domain, CASE WHEN broken > 0 AND (named OR passes > 0) OR named AND passes > 0 THEN 'careless' WHEN passes > 0 THEN 'forged, or careless' WHEN NOT coalesce(named, 0) THEN 'forged'
        WHEN networks = 1 THEN 'its own, maybe a spammer' ELSE 'careless' END AS looks_like,
    fails, broken, passes, networks, last_at,
    coalesce(nullif(substr(record, 1, 120), ''), policy, 'record not known') || coalesce('; ' || slip || coalesce(' at byte ' || slip_place || ': ' || slip_term, ''), CASE WHEN record IS NOT NULL THEN '; no term names ' || substr(ips, 1, 60) END,
        '; ' || reason, '') AS says,
    record, slip, slip_term, slip_place, corrected, dmarc, clients, ips, helos, named, first_at
FROM told
ORDER BY CASE WHEN broken > 0 THEN 0 WHEN passes > 0 THEN 1 WHEN named THEN 2 ELSE 3 END, fails + broken DESC, domain;
