-- needs: dirty
-- The verdicts: what was decided (90_decided.sql, 90_stolen.sql), why, and what else would tell.
CREATE TEMP TABLE IF NOT EXISTS reason (bounce_id INTEGER PRIMARY KEY, names TEXT);
DELETE FROM reason;
INSERT INTO reason (bounce_id, names)
SELECT j.bounce_id, (SELECT json_group_array(name) FROM (
    SELECT s.name FROM signal s WHERE s.bounce_id = j.bounce_id AND s.name NOT IN ('not-covered', 'id-below') AND NOT (s.name = 'origin-foreign' AND j.origin_ours) ORDER BY s.name))
FROM judged j;
DELETE FROM verdict WHERE bounce_id IN (SELECT bounce_id FROM dirty_again);
INSERT OR FAIL INTO verdict (bounce_id, class, strength, reasons, missing, account, client_ip, original_part_id)
SELECT d.bounce_id, d.class, d.strength, r.names,
    CASE
        WHEN d.class = 'forged' AND d.strength <> 'proof' AND j.never_sent AND domain(t.sender) IS NOT NULL
            THEN 'Proof: that our logs are all of its outgoing mail (unjoe own pin complete ' || domain(t.sender) || ')'
        WHEN d.class <> 'unverifiable' THEN NULL
        WHEN c.detail IS NOT NULL THEN c.detail || ' (unjoe ingest FILE)'
        WHEN p.client IS NOT NULL THEN 'whether ' || p.client || ', for which we passed it on, is a client of yours (unjoe own pin network ' || p.client || ')'
        WHEN j.we_relayed OR j.we_backscatter THEN 'whether ' || coalesce(t.handed_ip, 'the host that brought it') || ' may send for ' || coalesce(domain(t.sender), 'its sender')
        WHEN j.replayed THEN 'which of these failures answers our message: the log of the hosts it was handed on by'
        WHEN j.never_sent AND j.unread_server THEN 'that our logs are all of its outgoing mail (unjoe own pin complete ' || coalesce(domain(t.sender), 'DOMAIN') || '): unjoe does not read the log of ' || (SELECT u.detail FROM signal u WHERE u.bounce_id = d.bounce_id AND u.name = 'unread-server')
        WHEN j.never_sent AND (j.consent OR j.mx_only) THEN 'that our logs are all of its outgoing mail (unjoe own pin complete ' || coalesce(domain(t.sender), 'DOMAIN') || '), or the log of ' || coalesce(t.handed_ip, 'that host')
        WHEN j.never_sent THEN 'whether ' || coalesce(t.handed_ip, 'another host') || ' sends for us: its log (unjoe ingest FILE), or that there is no such host (unjoe own pin complete ' || coalesce(domain(t.sender), 'DOMAIN') || ')'
        WHEN j.fits THEN 'what tells its recipient or its origin: ask for the whole header of what came back'
        ELSE 'something of the original: nothing came back that could be looked for'
    END,
    m.account, m.client_ip, m.part_id
FROM decided d CROSS JOIN judged j ON j.bounce_id = d.alike CROSS JOIN reason r ON r.bounce_id = d.alike CROSS JOIN trace t ON t.bounce_id = d.bounce_id
LEFT JOIN signal c ON d.class = 'unverifiable' AND c.bounce_id = d.bounce_id AND c.name = 'not-covered'
LEFT JOIN meant m ON m.bounce_id = d.bounce_id
LEFT JOIN (
    SELECT w.bounce_id, max(o.client_ip) AS client FROM outward w JOIN letter l ON l.part_id = w.part_id JOIN letter o ON o.part_id = l.origin AND o.birth = 'foreign'
    GROUP BY w.bounce_id) p ON p.bounce_id = d.bounce_id;
