-- needs: dirty retold
-- replayed: more failures than deliveries. Who got a message of ours can send it again to the same recipient, but not without a failure too many.
INSERT OR IGNORE INTO retold_fit (part_id, recipient)
SELECT f.part_id, f.recipient FROM dirty d CROSS JOIN fit f ON f.bounce_id = d.bounce_id WHERE f.recipient IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS often (part_id INTEGER, recipient TEXT, failures INTEGER, deliveries INTEGER, PRIMARY KEY (part_id, recipient)) WITHOUT ROWID;
DELETE FROM often;
INSERT INTO often (part_id, recipient, failures, deliveries)
SELECT r.part_id, r.recipient,
    (SELECT count(*) FROM fit f JOIN bounce b ON b.bounce_id = f.bounce_id JOIN word w ON w.word_id = b.kind
        WHERE f.part_id = r.part_id AND f.recipient = r.recipient AND w.word = 'failed'),
    (SELECT count(*) FROM mail m JOIN delivery d ON d.part_id = m.part_id JOIN word w ON w.word_id = d.status
        WHERE (m.part_id = r.part_id OR m.joined = r.part_id) AND lower(d.recipient) = r.recipient AND w.word = 'sent')
FROM retold_fit r;
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT f.bounce_id FROM often o CROSS JOIN fit f ON f.part_id = o.part_id AND f.recipient = o.recipient
WHERE (o.failures > max(o.deliveries, 1)) <> EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = f.bounce_id AND s.name = 'replayed');
DELETE FROM signal
WHERE name = 'replayed' AND detail = 'more failures than deliveries' AND bounce_id IN (
    SELECT f.bounce_id FROM often o CROSS JOIN fit f ON f.part_id = o.part_id AND f.recipient = o.recipient);
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT f.bounce_id, 'replayed', 'more failures than deliveries'
FROM often o CROSS JOIN fit f ON f.part_id = o.part_id AND f.recipient = o.recipient
JOIN bounce b ON b.bounce_id = f.bounce_id JOIN word w ON w.word_id = b.kind
WHERE o.failures > max(o.deliveries, 1) AND w.word = 'failed';
