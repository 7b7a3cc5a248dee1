-- report: the addresses of ours that were forged, and whether they exist
-- title: Forged addresses
-- columns: address, exists, bounces:count, origins:number, first:day, last:day, bounce:raw
-- limit: 25
-- none: No bounce to forged mail of that time was read. Give their mailbox: unjoe ingest ~postmaster/Maildir
-- note: exists, by our log: sends, somebody here writes from it; gets mail, mail to it was accepted; refused, it is unknown here; not seen, nothing tells. bounce: the number of the last one, for unjoe explain.
-- range: all
-- Whether an address exists is looked up of the shown ones only: in each hour of the log, by the indexes.
WITH hours AS MATERIALIZED (SELECT hour FROM hour), found AS MATERIALIZED (
    SELECT b.forged AS address, count(*) AS bounces, count(DISTINCT b.handed_ip) AS origins, min(b.arrived_at) AS first_at, max(b.arrived_at) AS last_at,
        max(b.bounce_id) AS bounce_id, max(u.bounce_id IS NOT NULL) AS refused, count(DISTINCT b.bouncer) AS bouncers
    FROM backscatter b LEFT JOIN signal u ON u.bounce_id = b.bounce_id AND u.name = 'address-unknown'
    WHERE b.arrived_at >= :since AND b.arrived_at < :until AND (:host IS NULL OR b.host = :host) AND (:domain IS NULL OR domain(b.forged) = :domain)
        AND b.forged IS NOT NULL
    GROUP BY 1
), ranked AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY bounces DESC, address) AS place FROM found
)
SELECT address,
    CASE
        WHEN place > :limit THEN NULL
        WHEN EXISTS (SELECT 1 FROM hours CROSS JOIN mail m ON hour_key(m.first_at, m.sender) = hour_key(hour * 3600, address)
            LEFT JOIN word w ON w.word_id = m.birth
            WHERE m.sender = address COLLATE NOCASE AND (m.sasl_user IS NOT NULL OR w.word = 'pickup' OR m.client_ip IN ('127.0.0.1', '::1'))) THEN 'sends'
        WHEN EXISTS (SELECT 1 FROM hours CROSS JOIN login l ON hour_key(l.at, l.user) = hour_key(hour * 3600, address)
            WHERE l.user = address COLLATE NOCASE AND l.ok = 1) THEN 'sends'
        WHEN EXISTS (SELECT 1 FROM hours CROSS JOIN delivery d ON hour_key(d.at, d.recipient) = hour_key(hour * 3600, address)
            WHERE d.recipient = address COLLATE NOCASE AND d.status = (SELECT word_id FROM word WHERE word = 'sent')) THEN 'gets mail'
        WHEN EXISTS (SELECT 1 FROM hours CROSS JOIN delivery d ON hour_key(d.at, d.orig_to) = hour_key(hour * 3600, address)
            WHERE d.orig_to IS NOT NULL AND d.orig_to = address COLLATE NOCASE AND d.status = (SELECT word_id FROM word WHERE word = 'sent')) THEN 'gets mail'
        WHEN refused THEN 'refused'
        WHEN EXISTS (SELECT 1 FROM hours CROSS JOIN rejection r ON hour_key(r.at, r.recipient) = hour_key(hour * 3600, address)
            WHERE r.recipient = address COLLATE NOCASE AND r.dsn GLOB '5.1.*') THEN 'refused'
        ELSE 'not seen'
    END AS "exists",
    bounces, origins, first_at, last_at, bounce_id, bouncers
FROM ranked
ORDER BY place;
