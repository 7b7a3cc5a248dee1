-- needs: dirty log
-- address-unknown: our own hosts said of the forged address that there is no such user, and never took mail for it.
CREATE TEMP TABLE IF NOT EXISTS unknown (address TEXT, at INTEGER, rejection_id INTEGER, PRIMARY KEY (address, at, rejection_id)) WITHOUT ROWID;
DELETE FROM unknown;
CREATE TEMP VIEW IF NOT EXISTS no_user AS
SELECT rejection_id, at, recipient FROM rejection
WHERE dsn IN ('5.1.1', '5.1.10') OR reason LIKE '%user unknown%' OR reason LIKE '%unknown user%' OR reason LIKE '%no such user%' OR reason LIKE '%unrouteable address%';
INSERT OR IGNORE INTO unknown (address, at, rejection_id)
SELECT s.text, r.at, r.rejection_id
FROM plan p CROSS JOIN sought s ON p.look_up AND s.what = 'address'
CROSS JOIN hours h ON h.hour BETWEEN s.from_at / 3600 AND s.to_at / 3600
CROSS JOIN rejection r ON hour_key(r.at, r.recipient) = hour_key(h.hour * 3600, s.text)
WHERE lower(r.recipient) = s.text AND r.rejection_id IN (SELECT rejection_id FROM no_user n WHERE n.rejection_id = r.rejection_id);
INSERT OR IGNORE INTO unknown (address, at, rejection_id)
SELECT s.text, r.at, r.rejection_id
FROM plan p CROSS JOIN no_user r CROSS JOIN sought s ON s.what = 'address' AND s.text = lower(r.recipient)
WHERE NOT p.look_up;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT o.bounce_id, 'address-unknown', o.sender || ': ' || r.reason, r.source_id, r.position
FROM (SELECT 1 FROM unknown LIMIT 1) CROSS JOIN about o CROSS JOIN unknown u ON u.address = o.sender AND u.at BETWEEN o.at - 30 * 86400 AND o.at + 3600
CROSS JOIN rejection r ON r.rejection_id = u.rejection_id
WHERE NOT EXISTS (
    SELECT 1 FROM mailed d JOIN delivery l ON l.delivery_id = d.delivery_id JOIN word w ON w.word_id = l.status
    WHERE d.recipient = o.sender AND d.at BETWEEN o.at - 30 * 86400 AND o.at + 3600 AND w.word = 'sent')
ORDER BY o.bounce_id, u.at DESC, r.recipient;
