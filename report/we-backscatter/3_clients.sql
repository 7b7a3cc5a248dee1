-- title: In answer to whom
-- columns: client, notices:count, domains:number, failed:number, last:day, notice, name
-- limit: 15
-- none:
-- note: failed: addresses of ours that they tried in vain. Look closer: unjoe show CLIENT
SELECT client_ip AS client, count(*) AS notices, count(DISTINCT domain(recipient)) AS domains, count(DISTINCT lower(failed)) AS failed,
    max(at) AS last_at, max(queue_id) AS notice, max(client_name) AS name, min(at) AS first_at, max(parent_queue_id) AS queue_id
FROM notices
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(recipient) = :domain OR domain(failed) = :domain)
    AND to_stranger AND kind <> 'delivery status'
GROUP BY client_ip
ORDER BY notices DESC, client_ip;
