-- report: domains of others whose mail fails their own record
-- title: Careless senders
-- columns: domain, who, fails:count, broken:count, refused:count, passes:count, nets:number, last:day, record and slip:long
-- limit: 25
-- none: No mail of that time failed the record of its own domain.
-- note: careless: it is theirs, by a confirmed name or their own network, and passes elsewhere, is long known, or their record is broken. own: theirs, or with their name as HELO from one network, and never a pass: maybe a spammer's own domain. forged: nothing speaks for them. unclear: it passes elsewhere. With unjoe spf adoption --dns the record and its slip are told.
-- range: all
-- What tells nothing new of a domain and a client is put together first: the dear questions (organisation, network) are then asked of few.
WITH alike AS MATERIALIZED (
    SELECT domain(c.sender) AS domain, c.result, c.client_ip AS ip, lower(c.helo) AS helo,
        (SELECT coalesce(m.client_name, j.client_name) FROM (SELECT 1) LEFT JOIN mail m ON m.part_id = c.part_id LEFT JOIN rejection j ON j.rejection_id = c.rejection_id) AS name,
        count(*) AS n, sum(coalesce(c.action IN (SELECT word_id FROM word WHERE word IN ('reject', 'defer')), c.rejection_id IS NOT NULL)) AS refused, max(c.at) AS last_at, max(c.reason) AS reason
    FROM spf_check c
    WHERE c.at >= :since AND c.at < :until AND c.result IN (SELECT word_id FROM word WHERE word IN ('fail', 'softfail', 'permerror'))
        AND c.identity IS NOT (SELECT word_id FROM word WHERE word = 'helo') AND domain(c.sender) IS NOT NULL AND (:domain IS NULL OR domain(c.sender) = :domain)
    GROUP BY 1, 2, 3, 4, 5
), checked AS MATERIALIZED (
    SELECT a.domain, r.word AS result, a.ip, a.helo, network(a.ip) AS network, a.n, a.refused, a.last_at, a.reason,
        organisation(a.helo) = organisation(a.domain) AS greeted, organisation(a.name) = organisation(a.domain) AS named
    FROM alike a JOIN word r ON r.word_id = a.result
), slipped AS MATERIALIZED (
    SELECT domain, coalesce(sum(n) FILTER (WHERE result <> 'permerror'), 0) AS fails, coalesce(sum(n) FILTER (WHERE result = 'permerror'), 0) AS broken, sum(refused) AS refused, count(DISTINCT network) AS networks, count(DISTINCT ip) AS clients,
        coalesce(max(greeted), 0) AS greeted, coalesce(max(named), 0) AS named, max(last_at) AS last_at, group_concat(DISTINCT helo) AS helos, group_concat(DISTINCT ip) AS ips, max(CASE WHEN result = 'permerror' THEN reason END) AS reason
    FROM checked WHERE domain NOT IN (SELECT value FROM own WHERE kind = 'domain')
    GROUP BY domain
), hosts AS (
    -- Where the domain itself, and its exchangers, are.
    SELECT s.domain, s.domain AS host FROM slipped s
    UNION SELECT s.domain, substr(v.value, instr(v.value, ' ') + 1)
    FROM slipped s CROSS JOIN dns_answer m ON m.name = s.domain AND m.type = 'MX' AND m.status = 'ok'
    CROSS JOIN json_each('["' || replace(replace(replace(m.data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') v
), homes AS MATERIALIZED (
    SELECT DISTINCT h.domain, network(v.value) AS network
    FROM hosts h CROSS JOIN dns_answer a ON a.name = h.host AND a.type IN ('A', 'AAAA') AND a.status = 'ok'
    CROSS JOIN json_each('["' || replace(a.data, char(10), '","') || '"]') v
), weighed AS MATERIALIZED (
    -- Day by day first, in the order of the key, so that a third of it is sorted.
    SELECT domain, min(day) AS first_day, coalesce(sum(passes), 0) AS passes
    FROM (SELECT day, domain, sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'check') AND result = (SELECT word_id FROM word WHERE word = 'pass')) AS passes
        FROM daily_count WHERE n > 0 AND domain IN (SELECT domain FROM slipped) GROUP BY day, domain)
    GROUP BY domain
), told AS (
    SELECT s.*, p.policy, p.record, p.slip, p.slip_term, p.slip_place, p.corrected, p.dmarc,
        EXISTS (SELECT 1 FROM homes h JOIN checked k ON k.domain = h.domain AND k.network = h.network WHERE h.domain = s.domain) AS at_home,
        coalesce(w.passes, 0) AS passes, w.first_day * 86400 AS first_at
    FROM slipped s LEFT JOIN weighed w ON w.domain = s.domain
    LEFT JOIN policy p ON p.domain = s.domain AND p.from_at = (SELECT max(o.from_at) FROM policy o WHERE o.domain = s.domain)
), judged AS (
    -- What a client calls itself anybody can write: it counts where all comes from one network, or the record is broken.
    SELECT *, CASE WHEN named OR at_home THEN iif(passes > 0 OR broken > 0 OR last_at - first_at > 30 * 86400, 'careless', 'own')
        WHEN greeted AND broken > 0 THEN 'careless' WHEN passes > 0 THEN 'unclear' WHEN greeted AND networks = 1 THEN 'own' ELSE 'forged' END AS who
    FROM told
)
SELECT domain, who, fails, broken, refused, passes, networks, last_at,
    coalesce(nullif(substr(record, 1, 120), ''), policy, 'record not known') || coalesce('; ' || slip || coalesce(' at byte ' || slip_place || ': ' || slip_term, ''),
        CASE WHEN record IS NOT NULL THEN '; no term names ' || substr(ips, 1, 60) END, '; ' || reason, '') || coalesce('; first seen ' || date(first_at, 'unixepoch'), '') AS says,
    record, slip, slip_term, slip_place, corrected, dmarc, clients, ips, helos, named, greeted, at_home, first_at
FROM judged
ORDER BY CASE WHEN broken > 0 THEN 0 ELSE instr('careless unclear own forged', who) END, fails + broken DESC, domain;
