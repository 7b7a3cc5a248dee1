-- needs: dirty
-- The decision list: for each bounce the first that holds. What each signal means stands in the file of its name.
-- Bounces of which the same is said are alike: what follows from that is found for the first of them.
CREATE TEMP TABLE IF NOT EXISTS heard (bounce_id INTEGER PRIMARY KEY, all_said TEXT);
DELETE FROM heard;
INSERT INTO heard (bounce_id, all_said)
SELECT d.bounce_id, b.kind || (t.handed_ip IS NULL OR coalesce(t.handed_ours = 3 AND t.handed_helo LIKE 'localhost%', 0))
    || EXISTS (SELECT 1 FROM pin p WHERE p.kind = 'complete' AND lower(p.value) = domain(t.sender))
    || EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = d.bounce_id AND f.birth NOT IN ('foreign', 'unknown'))
    || coalesce((SELECT group_concat(s.name || CASE WHEN s.name = 'replayed' AND s.detail LIKE 'our log shows %' THEN ' refused' ELSE '' END)
        FROM signal s WHERE s.bounce_id = d.bounce_id), '')
FROM dirty d CROSS JOIN bounce b ON b.bounce_id = d.bounce_id CROSS JOIN trace t ON t.bounce_id = d.bounce_id;
CREATE TEMP TABLE IF NOT EXISTS alike (all_said TEXT PRIMARY KEY, bounce_id INTEGER) WITHOUT ROWID;
DELETE FROM alike;
INSERT OR IGNORE INTO alike (all_said, bounce_id) SELECT all_said, bounce_id FROM heard;

CREATE TEMP TABLE IF NOT EXISTS said (bounce_id INTEGER PRIMARY KEY, kind TEXT, remote_queue_id INTEGER, our_handover INTEGER, relay_handover INTEGER,
    our_bounce INTEGER, we_backscatter INTEGER, our_message INTEGER, replayed INTEGER, refused INTEGER, other_queue_id INTEGER, we_relayed INTEGER, srs_forward INTEGER, id_below INTEGER, never_sent INTEGER,
    never_mailed INTEGER, address_unknown INTEGER, origin_ours INTEGER, near_ours INTEGER, provider INTEGER, submitted INTEGER, elsewhere INTEGER, silent INTEGER, amid INTEGER, spf TEXT, shared INTEGER, signed INTEGER,
    origin_foreign INTEGER, passed_on INTEGER, many_senders INTEGER, outgoing_known INTEGER, mx_only INTEGER, mismatch INTEGER, handed INTEGER, complete INTEGER, fits INTEGER, unread_server INTEGER, forger INTEGER, line_missing INTEGER);
DELETE FROM said;
INSERT INTO said
SELECT a.bounce_id, k.word, max(s.name IS 'remote-queue-id'), max(s.name IS 'our-handover'), max(s.name IS 'relay-handover'), max(s.name IS 'our-bounce'),
    max(s.name IS 'we-backscatter'), max(s.name IS 'our-message' OR s.name IS 'replied-to'), max(s.name IS 'replayed'),
    max(s.name IS 'replayed' AND s.detail LIKE 'our log shows %'), max(s.name IS 'other-queue-id' OR s.name IS 'other-time'), max(s.name IS 'we-relayed'),
    max(s.name IS 'srs-forward'), max(s.name IS 'id-below'), max(s.name IS 'never-sent'), max(s.name IS 'never-mailed'), max(s.name IS 'address-unknown'),
    max(s.name IS 'origin-ours' OR s.name IS 'origin-named-ours'), max(s.name IN ('origin-near-ours', 'origin-named-once', 'origin-behind-ours')), max(s.name IN ('origin-provider', 'origin-submitted', 'origin-brings-ours', 'origin-greets-ours')),
    max(s.name IS 'origin-submitted'), max(s.name IN ('sent-elsewhere', 'id-names-ours')), max(s.name IS 'sender-silent'), max(s.name IS 'amid-forgeries'),
    max(CASE WHEN s.name LIKE 'origin-spf-%' THEN substr(s.name, 12) END), max(s.name IS 'origin-spf-shared'), max(s.name IS 'origin-signed'),
    max(s.name IS 'origin-foreign'), max(s.name IS 'origin-passed-on'), max(s.name IS 'many-senders'),
    EXISTS (SELECT 1 FROM own_known o WHERE o.kind IN ('outgoing', 'near')), max(s.name IS 'mx-only'), max(s.name IS 'reporter-mismatch'), t.handed_ip IS NOT NULL AND NOT coalesce(t.handed_ours = 3 AND t.handed_helo LIKE 'localhost%', 0),
    EXISTS (SELECT 1 FROM pin p WHERE p.kind = 'complete' AND lower(p.value) = domain(t.sender)),
    EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = a.bounce_id AND f.birth NOT IN ('foreign', 'unknown')),
    max(s.name IS 'unread-server'), max(s.name IS 'origin-forger'), max(s.name IS 'our-line-missing')
FROM alike a CROSS JOIN bounce b ON b.bounce_id = a.bounce_id JOIN word k ON k.word_id = b.kind CROSS JOIN trace t ON t.bounce_id = a.bounce_id
LEFT JOIN signal s ON s.bounce_id = a.bounce_id
GROUP BY a.bounce_id;

-- What keeps a stranger's address from being called a forger's: users and hosts of ours may send from there.
CREATE TEMP VIEW IF NOT EXISTS judged AS
SELECT *,
    spf IS 'pass' OR shared OR signed AS consent,
    NOT complete AND (unread_server OR mx_only AND NOT address_unknown) AS blind, -- what our log does not have may yet be theirs
    (origin_foreign AND NOT (provider OR near_ours)) OR (origin_foreign AND NOT near_ours AND many_senders)
        OR ((origin_foreign OR near_ours) AND (complete OR address_unknown)) AS stranger
FROM said;

CREATE TEMP TABLE IF NOT EXISTS decided (bounce_id INTEGER PRIMARY KEY, alike INTEGER, class TEXT, strength TEXT);
DELETE FROM decided;

WITH ruled AS MATERIALIZED (
    SELECT bounce_id, CASE
        -- An abuse report, or no bounce at all.
        WHEN kind IN ('feedback', 'other') THEN 'not_a_bounce'

        -- Our own bounce. Of what began with us it is proof; of what a stranger brought in our name, we should have refused it.
        WHEN our_bounce AND NOT we_backscatter AND fits THEN 'genuine proof'
        WHEN our_bounce AND srs_forward THEN 'genuine strong'
        WHEN our_bounce AND we_backscatter AND (consent OR origin_ours) THEN 'bypass strong'
        WHEN our_bounce AND we_backscatter AND NOT consent AND NOT blind AND (NOT (provider OR near_ours) OR many_senders OR address_unknown OR complete)
            THEN CASE WHEN complete THEN 'forged proof' ELSE 'forged strong' END

        -- Proof that we sent it, or passed it on under an address that we had made for that.
        WHEN (remote_queue_id OR our_handover) AND (fits OR srs_forward) THEN CASE WHEN mismatch THEN 'genuine strong' ELSE 'genuine proof' END

        -- It is our message, and nothing speaks for a replay.
        WHEN (our_message OR relay_handover) AND NOT (replayed OR forger OR line_missing) THEN 'genuine strong'
        WHEN we_relayed AND srs_forward THEN 'genuine strong'

        -- Ours by its origin, but not in the log: a host that sends past it.
        WHEN never_sent AND NOT we_relayed AND origin_ours THEN 'bypass strong'
        WHEN never_sent AND NOT we_relayed AND (spf IS 'pass' OR signed) AND NOT shared AND NOT complete THEN 'bypass strong'

        -- We never sent it, and somebody else did.
        WHEN never_sent AND NOT origin_ours AND (NOT consent OR complete) AND NOT blind
                AND (stranger OR address_unknown OR (never_mailed AND NOT handed AND (complete OR NOT (elsewhere OR silent)))
                OR ((passed_on OR forger) AND never_mailed AND NOT (submitted OR near_ours OR we_relayed)))
            THEN CASE WHEN complete THEN 'forged proof' ELSE 'forged strong' END

        -- The log does not decide, but the origin is not allowed to send for us.
        WHEN NOT fits AND stranger AND (spf IS 'fail' OR (spf IN ('softfail', 'neutral', 'none') AND never_mailed AND outgoing_known AND NOT blind)) THEN 'forged strong'
        WHEN NOT fits AND stranger AND (spf IS 'softfail' OR (spf IN ('neutral', 'none') AND NOT blind)) AND outgoing_known THEN 'forged weak'

        -- By the name of a message of ours, from an address of which other bouncers tell that it forges.
        WHEN forger AND NOT never_sent AND NOT consent AND NOT origin_ours AND NOT (provider OR near_ours) THEN 'forged weak'

        -- The only message of ours that fits was sent again by somebody else: its relay took it another time, or never took it, or from whom may not send for us.
        -- (A second forwarder behind the relay looks alike, where nothing but the address tells; and of more failures than deliveries one may be true.)
        WHEN replayed AND NOT consent AND NOT origin_ours AND (refused OR (passed_on AND other_queue_id) OR (origin_foreign AND (other_queue_id OR many_senders OR spf IN ('fail', 'softfail') AND NOT id_below)))
            THEN 'forged weak'

        -- What does not tell its way, amid many that strangers sent in the name of the same address.
        WHEN amid AND never_mailed AND NOT handed AND NOT fits AND NOT (elsewhere OR we_relayed OR srs_forward OR our_bounce OR blind) THEN 'forged weak'

        ELSE 'unverifiable'
    END AS ruling
    FROM judged
)
INSERT INTO decided (bounce_id, alike, class, strength)
SELECT h.bounce_id, a.bounce_id, substr(r.ruling, 1, instr(r.ruling || ' ', ' ') - 1), nullif(substr(r.ruling, instr(r.ruling || ' ', ' ') + 1), '')
FROM heard h CROSS JOIN alike a ON a.all_said = h.all_said CROSS JOIN ruled r ON r.bounce_id = a.bounce_id;

-- The message that it answers: the one that our bounce answers, else one with a recipient of the bounce, else the latest.
CREATE TEMP TABLE IF NOT EXISTS meant (bounce_id INTEGER PRIMARY KEY, part_id INTEGER, account TEXT, client_ip TEXT, at INTEGER);
DELETE FROM meant;
INSERT OR IGNORE INTO meant (bounce_id, part_id, account, client_ip, at)
SELECT d.bounce_id, f.part_id,
    (SELECT max(m.sasl_user) FROM mail m WHERE m.part_id = f.origin_part_id OR m.joined = f.origin_part_id),
    (SELECT max(coalesce(m.origin_client_ip, m.client_ip)) FROM mail m WHERE m.part_id = f.origin_part_id OR m.joined = f.origin_part_id),
    (SELECT min(m.first_at) FROM mail m WHERE m.part_id = f.origin_part_id OR m.joined = f.origin_part_id)
FROM decided d CROSS JOIN fit f ON f.bounce_id = d.bounce_id CROSS JOIN mail p ON p.part_id = f.part_id
WHERE d.class = 'genuine' OR f.by = 'notice'
ORDER BY d.bounce_id, f.by <> 'notice', f.birth IN ('foreign', 'unknown'), f.delivery_id IS NULL, p.first_at DESC, p.queue_id;
