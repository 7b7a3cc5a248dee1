-- needs: dirty proof
-- we-always-sign: all mail that was ours beyond doubt came back signed by our domain (three times at least), and this is not signed.
DELETE FROM proven WHERE bounce_id IN (SELECT bounce_id FROM dirty_again);
INSERT INTO proven (bounce_id, domain, signed)
SELECT d.bounce_id, domain(t.sender), instr(' ' || lower(b.quoted_signed) || ' ', ' ' || domain(t.sender) || ' ') > 0
FROM (SELECT 1 FROM fit LIMIT 1) CROSS JOIN dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id CROSS JOIN bounce b ON b.bounce_id = d.bounce_id
WHERE b.quoted_signed IS NOT NULL AND domain(t.sender) IS NOT NULL
    AND EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = d.bounce_id AND s.name IN ('remote-queue-id', 'our-handover'));
CREATE TEMP TABLE IF NOT EXISTS signs (domain TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM signs;
INSERT INTO signs (domain)
WITH RECURSIVE each (domain) AS (
    SELECT min(domain) FROM proven UNION ALL SELECT (SELECT min(p.domain) FROM proven p WHERE p.domain > each.domain) FROM each WHERE each.domain IS NOT NULL)
SELECT e.domain FROM each e
WHERE e.domain IS NOT NULL AND NOT EXISTS (SELECT 1 FROM proven p WHERE p.domain = e.domain AND p.signed = 0)
    AND (SELECT count(*) FROM (SELECT 1 FROM proven p WHERE p.domain = e.domain AND p.signed = 1 LIMIT 3)) = 3;
CREATE TEMP TABLE IF NOT EXISTS signs_anew (domain TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM signs_anew;
INSERT INTO signs_anew (domain)
SELECT domain FROM (SELECT domain FROM signs EXCEPT SELECT domain FROM signer) UNION SELECT domain FROM (SELECT domain FROM signer EXCEPT SELECT domain FROM signs);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT t.bounce_id FROM (SELECT 1 FROM signs_anew LIMIT 1) CROSS JOIN trace t WHERE domain(t.sender) IN (SELECT domain FROM signs_anew);
DELETE FROM signer;
INSERT INTO signer (domain) SELECT domain FROM signs;
DELETE FROM signal WHERE name = 'we-always-sign' AND bounce_id IN (SELECT bounce_id FROM dirty_again);
INSERT INTO signal (bounce_id, name, detail)
SELECT d.bounce_id, 'we-always-sign', domain(t.sender)
FROM (SELECT 1 FROM signer LIMIT 1) CROSS JOIN dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id CROSS JOIN bounce b ON b.bounce_id = d.bounce_id
WHERE b.quoted_signed IS NOT NULL AND domain(t.sender) IN (SELECT domain FROM signer)
    AND instr(' ' || lower(b.quoted_signed) || ' ', ' ' || domain(t.sender) || ' ') = 0
    AND NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = d.bounce_id);
