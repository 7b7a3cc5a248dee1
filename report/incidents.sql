-- report: storms of backscatter and stolen accounts
-- title: Incidents
-- columns: from:minute, mail:count, hit:number, state, id:id
-- limit: 20
-- none: none: no storm of bounces, and no account or client in a stranger's hands
-- range: all
-- page: 10
SELECT starts_at, CASE kind WHEN 'takeover' THEN messages ELSE bounces END AS mail,
    (SELECT count(DISTINCT CASE i.kind WHEN 'takeover' THEN t.target ELSE coalesce(domain(t.target), t.target) END)
        FROM incident_targets t WHERE t.incident_id = i.incident_id) AS hit,
    CASE WHEN state = 'ended' THEN 'ended' WHEN seen_until < :now - 4 * 3600 THEN 'log ends' ELSE 'running' END AS state,
    incident_id, ends_at - starts_at AS lasted, kind, target, peak_at, ends_at, bounces, peak, strength, forged, read, refused, accepted, usual, learned, messages, recipients, reasons, held
FROM incidents i
WHERE ends_at >= :since AND starts_at < :until
    AND (:domain IS NULL OR EXISTS (SELECT 1 FROM incident_targets t WHERE t.incident_id = i.incident_id AND coalesce(domain(t.target), t.target) = :domain))
ORDER BY starts_at DESC, incident_id;
