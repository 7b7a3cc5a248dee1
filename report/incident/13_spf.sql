-- title: How SPF did
-- columns: form, says
-- What the hosts that bounced wrote of SPF into the mail that they returned: only what the bouncing organisation itself stamped counts.
WITH said AS MATERIALIZED (
    SELECT sum(n) AS origins, coalesce(sum(n) FILTER (WHERE value = 'fail'), 0) AS fail, coalesce(sum(n) FILTER (WHERE value = 'softfail'), 0) AS softfail,
        coalesce(sum(n) FILTER (WHERE value IN ('neutral', 'none')), 0) AS open, coalesce(sum(n) FILTER (WHERE value IN ('pass', 'shared')), 0) AS pass,
        coalesce(sum(n) FILTER (WHERE value = 'not known'), 0) AS unknown
    FROM incident_tallies WHERE incident_id = :incident AND what = 'spf'
), answer AS MATERIALIZED (
    SELECT d.at, d.seen_at, char(10) || d.data || char(10) AS data
    FROM incidents i CROSS JOIN dns_answers d ON d.name = coalesce(domain(i.target), i.target) AND d.type = 'TXT' AND d.status = 'ok' AND d.at <= i.ends_at
    WHERE i.incident_id = :incident ORDER BY d.at DESC LIMIT 1
), record AS MATERIALIZED (
    SELECT at, seen_at, substr(rest, 1, instr(rest, char(10)) - 1) AS record FROM (SELECT at, seen_at, substr(data, instr(lower(data), char(10) || 'v=spf1') + 1) AS rest FROM answer WHERE instr(lower(data), char(10) || 'v=spf1') > 0)
), our AS MATERIALIZED (
    SELECT sum(n) AS n, coalesce(sum(n) FILTER (WHERE value LIKE '% reject'), 0) AS refused, coalesce(sum(n) FILTER (WHERE value LIKE 'softfail%' AND value NOT LIKE '% reject'), 0) AS softfail
    FROM incident_tallies WHERE incident_id = :incident AND what = 'check'
), sentence (place, says) AS (
    SELECT 1, printf('%,d bounces show from where the forged mail came; what SPF said there: fail %,d, softfail %,d, neutral or no record %,d, pass %,d, not told %,d.',
        origins, fail, softfail, open, pass, unknown) FROM said WHERE origins > 0
    UNION ALL SELECT 0, 'The record then: ' || record || ' (the DNS said so from ' || substr(local_time(at), 1, 16) || ' to ' || substr(local_time(seen_at), 1, 16) || ').' FROM record
    UNION ALL SELECT 2, printf('Fail: the record forbade it, and these hosts took the mail all the same and bounced it then. No record stops those; write to them (%s complain %s --output complaints).', :unjoe, :incident)
        FROM said WHERE fail > 0
    UNION ALL SELECT 3, printf('-all could have stopped up to %,d of them: %,d came from hosts that do ask for the record, which only called the mail suspicious or said nothing%s. How many of those hosts refuse what fails is not known%s.',
        softfail + open + unknown, softfail + open, CASE WHEN unknown > 0 THEN printf('; of the hosts of %,d nothing tells', unknown) ELSE '' END, CASE WHEN fail > 0 THEN ': the others above did not' ELSE '' END)
        FROM said WHERE softfail + open > 0
    UNION ALL SELECT 3, printf('Whether -all would have stopped %s is not known: from none to all of the %,d, since their hosts do not tell whether they ask for the record.', CASE fail WHEN 0 THEN 'them' ELSE 'the others' END, unknown)
        FROM said WHERE softfail + open = 0 AND unknown > 0
    UNION ALL SELECT 4, 'Pass: the record itself allows that address. Either the mail is not forged, or the record allows too much (' || :unjoe || ' spf lint '
        || (SELECT coalesce(domain(target), target) FROM incidents WHERE incident_id = :incident) || ').' FROM said WHERE pass > 0
    UNION ALL SELECT 5, printf('Our own servers saw the same origins use the name %,d times, and refused %,d of them by SPF%s.', n, refused,
        CASE WHEN softfail > 0 THEN printf('; %,d passed with a softfail, which -all would have refused', softfail) ELSE '' END) FROM our WHERE n > 0
)
SELECT 'text' AS form, says FROM sentence ORDER BY place;
