-- title: Clients in the log that sent us mail from <> which nobody asked for
-- columns: address, mail:count, share:share, refused:count, accepted:count, last:minute, name
-- limit: 15
-- none: none in the log of that time
-- note: By the log alone, whether the bounce itself was read or not: unjoe show ADDRESS
-- range: all
WITH found AS (
    SELECT client_ip, count(*) AS mail, sum(accepted = 0) AS refused, sum(accepted = 1) AS accepted, min(at) AS first_at, max(at) AS last_at,
        max(mail_id) AS mail_id, max(rejection_id) AS rejection_id
    FROM null_mail
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(recipient) = :domain) AND class = 'forged'
    GROUP BY client_ip
)
SELECT coalesce(f.client_ip, '-') AS address, f.mail, f.mail * 1.0 / sum(f.mail) OVER () AS share, f.refused, f.accepted, f.last_at,
    coalesce((SELECT m.client_name FROM mail m WHERE m.part_id = f.mail_id), (SELECT r.client_name FROM rejection r WHERE r.rejection_id = f.rejection_id)) AS name,
    f.first_at, (SELECT m.queue_id FROM mail m WHERE m.part_id = f.mail_id) AS queue_id
FROM found f
ORDER BY f.mail DESC, f.client_ip;
