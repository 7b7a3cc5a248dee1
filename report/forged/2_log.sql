-- title: Addresses in the log that got mail from <> which nobody asked for
-- columns: address, mail:count, refused:count, accepted:count, clients:number, first:day, last:day
-- limit: 25
-- none: none in the log of that time
-- note: By the log alone. Look closer: unjoe show ADDRESS
-- range: all
SELECT lower(recipient) AS address, count(*) AS mail, sum(accepted = 0) AS refused, sum(accepted = 1) AS accepted, count(DISTINCT client_ip) AS clients,
    min(at) AS first_at, max(at) AS last_at
FROM null_mail
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(recipient) = :domain)
    AND class = 'forged' AND recipient IS NOT NULL
GROUP BY 1
ORDER BY mail DESC, address;
