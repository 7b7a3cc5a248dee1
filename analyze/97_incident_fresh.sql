-- needs: storm
-- Of which incidents the details are counted anew: those that are new or otherwise, or about which there is news, be it of the thirty days before, in which an
-- address may have got mail; and the days that they need.
-- What a whole storm hit: its domains, and addresses of other domains.
CREATE TEMP VIEW IF NOT EXISTS storm_hit AS
SELECT p.* FROM storm_part p WHERE p.target = p.domain OR p.domain NOT IN (SELECT q.target FROM storm_part q WHERE q.whole = p.whole);
CREATE TEMP TABLE IF NOT EXISTS incident_fresh (incident_id TEXT PRIMARY KEY) WITHOUT ROWID;

-- (What was pruned is not there to be found again.)
DELETE FROM incident_new WHERE EXISTS (SELECT 1 FROM incident f WHERE f.frozen AND f.kind = incident_new.kind AND f.target = incident_new.target
    AND incident_new.starts_at BETWEEN f.starts_at AND f.ends_at);
DELETE FROM incident_fresh;
INSERT INTO incident_fresh (incident_id)
SELECT n.incident_id FROM incident_new n LEFT JOIN incident i ON i.incident_id = n.incident_id
WHERE i.incident_id IS NULL OR (i.ends_at, i.target) <> (n.ends_at, n.target)
    OR (i.usual, i.bound, i.learned, i.messages, i.recipients, i.reasons) IS NOT (n.usual, n.bound, n.learned, n.messages, n.recipients, n.reasons)
    OR EXISTS (SELECT 1 FROM storm_touched d WHERE d.hour BETWEEN n.starts_at / 3600 - 2 AND (n.ends_at + CASE n.kind WHEN 'takeover' THEN 30 * 86400 ELSE 3 * 3600 END) / 3600)
    OR EXISTS (SELECT 1 FROM news w WHERE w.from_at <= n.ends_at + 3 * 3600 AND w.to_at >= n.starts_at - 30 * 86400)
    OR n.kind = 'backscatter' AND (
        SELECT group_concat(target, ' ') FROM (SELECT t.target FROM incident_target t WHERE t.incident_id = n.incident_id ORDER BY t.target)
    ) IS NOT (
        SELECT group_concat(target, ' ') FROM (SELECT DISTINCT s.target FROM storm_hit s WHERE s.whole = n.whole ORDER BY s.target)
    )
    OR n.kind = 'takeover' AND (
        SELECT group_concat(said, ' ') FROM (SELECT t.target || t.starts_at || '-' || t.ends_at AS said FROM incident_target t WHERE t.incident_id = n.incident_id ORDER BY 1)
    ) IS NOT (
        SELECT group_concat(said, ' ') FROM (SELECT p.target || p.starts_at || '-' || p.ends_at AS said FROM takeover_part p WHERE p.whole = n.whole ORDER BY 1)
    );

DELETE FROM storm_needed;
INSERT OR IGNORE INTO storm_needed (day)
WITH RECURSIVE span (day, last) AS (
    SELECT (n.starts_at - 2 * 3600) / 86400, (n.ends_at + 3 * 3600) / 86400
    FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id AND n.kind = 'backscatter'
    UNION SELECT day + 1, last FROM span WHERE day < last
)
SELECT day FROM span;
