-- title: Mail from <>
-- columns: what became of it, mail:count, clients:number, forged:count
-- note: forged: bounces to mail that we never sent; see unjoe report backscatter
WITH of_strangers AS (
    SELECT client_ip FROM messages
    WHERE first_at >= :since AND first_at < :until AND (:host IS NULL OR host = :host)
        AND sender = '' AND direction IN ('in', 'relay') AND (:domain IS NULL OR mail_id IN
            (SELECT mail_id FROM deliveries WHERE at >= :since AND at < :until AND domain(recipient) = :domain))
), refused AS (
    SELECT client_ip FROM rejections
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
        AND sender = '' AND (:domain IS NULL OR domain(recipient) = :domain)
), judged AS MATERIALIZED (
    SELECT accepted, count(*) AS forged FROM null_mail
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(recipient) = :domain) AND class = 'forged'
    GROUP BY accepted
)
SELECT 'accepted' AS outcome, count(*) AS mail, count(DISTINCT client_ip) AS clients, coalesce((SELECT forged FROM judged WHERE accepted = 1), 0) AS forged FROM of_strangers
UNION ALL SELECT 'refused', count(*), count(DISTINCT client_ip), coalesce((SELECT forged FROM judged WHERE accepted = 0), 0) FROM refused;
