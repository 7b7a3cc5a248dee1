-- title: Mail from <>
-- columns: what became of it, mail:count, clients:number
-- note: Bounces have no sender. Many that nobody asked for mean forged addresses.
WITH of_strangers AS (
    SELECT client_ip FROM messages
    WHERE first_at >= :since AND first_at < :until AND (:host IS NULL OR host = :host)
        AND sender = '' AND direction IN ('in', 'relay') AND (:domain IS NULL OR mail_id IN
            (SELECT mail_id FROM deliveries WHERE at >= :since AND at < :until AND domain(recipient) = :domain))
), refused AS (
    SELECT client_ip FROM rejections
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
        AND sender = '' AND (:domain IS NULL OR domain(recipient) = :domain)
)
SELECT 'accepted' AS outcome, count(*) AS mail, count(DISTINCT client_ip) AS clients FROM of_strangers
UNION ALL SELECT 'refused', count(*), count(DISTINCT client_ip) FROM refused;
