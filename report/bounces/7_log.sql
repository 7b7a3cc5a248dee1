-- title: Mail from <>, judged by the log alone
-- columns: class, strength, mail:count, refused:count, accepted:count
-- none: none in the log of that time
-- note: Bounces that were not read are in it too: see unjoe report backscatter
-- range: all
SELECT class, coalesce(strength, '-') AS strength, count(*) AS mail, sum(accepted = 0) AS refused, sum(accepted = 1) AS accepted,
    min(at) AS first_at, max(at) AS last_at
FROM null_mail
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(recipient) = :domain)
GROUP BY class, strength
ORDER BY mail DESC, class, strength;
