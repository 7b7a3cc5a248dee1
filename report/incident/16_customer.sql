-- title: To send to the customer
-- columns: form, says
WITH hit AS MATERIALIZED (
    SELECT coalesce(domain(target), target) AS domain, sum(bounces) AS n FROM incident_targets WHERE incident_id = :incident GROUP BY 1
), i AS MATERIALIZED (
    SELECT *, (SELECT count(*) FROM hit) AS domains, (SELECT CASE count(*) WHEN 1 THEN min(domain) ELSE 'DOMAIN' END FROM hit) AS domain, (SELECT count(DISTINCT t.target) FROM incident_targets t WHERE t.incident_id = incidents.incident_id) AS accounts,
        substr(local_time(starts_at), 1, 16) || ' and ' || CASE local_day(starts_at) WHEN local_day(ends_at) THEN substr(local_time(ends_at), 12, 5) ELSE substr(local_time(ends_at), 1, 16) END AS span
    FROM incidents WHERE incident_id = :incident
), stolen AS MATERIALIZED (
    SELECT t.incident_id, t.target FROM i CROSS JOIN incident_targets t ON domain(t.target) IN (SELECT domain FROM hit) CROSS JOIN incidents o ON o.incident_id = t.incident_id AND o.kind = 'takeover'
        AND t.starts_at <= i.ends_at + 86400 AND t.ends_at >= i.starts_at - 3 * 86400
    WHERE i.kind = 'backscatter' LIMIT 1
), done AS MATERIALIZED (
    SELECT group_concat(says, '; ') AS says FROM (
        SELECT local_day(e.at) || ' ' || substr(local_time(e.at), 12, 5) || ' ' || e.text AS says FROM i CROSS JOIN events e ON e.at BETWEEN i.starts_at AND i.ends_at + 86400
        WHERE e.domain IS NULL OR e.domain = i.domain ORDER BY e.at LIMIT 5)
), paragraph (place, says) AS (
    SELECT 0, 'Do not send this as it stands: the account ' || target || CASE (SELECT domains FROM i) WHEN 1 THEN ' of the same domain' ELSE '' END || ' was in a stranger''s hands about that time (' || :unjoe || ' incident ' || incident_id || ').' FROM stolen
    UNION ALL
    SELECT 0, 'Do not send this before the log of ' || h.host || ' from ' || substr(local_time(h.from_at), 1, 16) || ' to ' || substr(local_time(h.to_at), 1, 16) || ' was read: it may show another thing.'
    FROM i CROSS JOIN holes h ON h.reason = 'no log' AND h.from_at < i.ends_at AND h.to_at > i.starts_at - 86400 WHERE i.kind = 'backscatter'
    UNION ALL
    SELECT 0, printf('%,d domains were hit: write to the owners of each alone, with their domain in the place of DOMAIN and their number in the place of N: ', domains)
        || (SELECT group_concat(says, ', ') FROM (SELECT domain || printf(' %,d', n) AS says FROM hit ORDER BY n DESC, domain LIMIT 20)) || CASE WHEN domains > 20 THEN ' and more.' ELSE '.' END
    FROM i WHERE kind = 'backscatter' AND domains > 1
    UNION ALL
    SELECT 1, 'Between ' || span || CASE WHEN strength = 'weak' THEN ' somebody probably sent' ELSE ' somebody sent' END || ' mail to strangers with addresses of ' || domain
        || ' as its sender. A sender can be written at will, like the one on the back of an envelope. Servers that could not deliver that mail returned it to '
        || domain || ': ' || CASE domains WHEN 1 THEN printf('%,d', bounces) ELSE 'N' END || ' failure notices came to us for you.' FROM i WHERE kind = 'backscatter'
    UNION ALL
    SELECT 2, CASE WHEN strength = 'weak' THEN 'As far as our logs show, none of it was sent through our servers or with your account.'
            ELSE 'It was sent neither with your account nor through our servers; our logs show that.' END
        || ' You need not change a password, and nothing of yours was read. You can delete the notices; please do not answer them.'
    FROM i WHERE kind = 'backscatter' AND NOT EXISTS (SELECT 1 FROM stolen)
    UNION ALL
    SELECT 3, CASE WHEN refused > 0 AND domains = 1 THEN printf('We have refused %,d of the notices. ', refused) ELSE '' END || coalesce('What else was done: ' || (SELECT says FROM done) || '. ', '')
        || CASE state WHEN 'ended' THEN 'It is over; a few stragglers may come for five days, as long as servers try to deliver.'
            ELSE CASE WHEN seen_until < :now - 4 * 3600 THEN 'Whether it is over is not known yet.' ELSE 'It still goes on.' END || ' Such a wave is mostly over within a day or two, when the sender turns to another name; stragglers come for five days more.' END
    FROM i WHERE kind = 'backscatter'
    UNION ALL
    SELECT 1, 'Between ' || span || printf(' a stranger sent %,d messages to %,d recipients with your account %s.', messages, recipients, target)
        || ' He must have had its password. We have to lock the account until it is changed.' FROM i WHERE kind = 'takeover' AND i.accounts = 1
    UNION ALL
    SELECT 0, printf('%,d accounts were used by the same stranger: write to each of their owners alone, with his account in the place of ACCOUNT.', accounts) FROM i WHERE kind = 'takeover' AND accounts > 1
    UNION ALL
    SELECT 1, 'Between ' || span || ' a stranger sent mail with your account ACCOUNT. He must have had its password. We have to lock the account until it is changed.'
    FROM i WHERE kind = 'takeover' AND i.accounts > 1
    UNION ALL
    SELECT 2, 'Please look for malware on every machine and telephone that uses the account before you choose a new password, one that you use nowhere else; and look for rules and forwardings in the mailbox that you did not make.'
        || coalesce(' What was done: ' || (SELECT says FROM done) || '.', '') FROM i WHERE kind = 'takeover'
)
SELECT CASE place WHEN 0 THEN 'warning' ELSE 'text' END AS form, says FROM paragraph ORDER BY place;
