-- title: Rejected, by reason
-- columns: rejected:count, clients:number, reason:long
-- limit: 10
SELECT count(*) AS rejected, count(DISTINCT client_ip) AS clients,
    coalesce(code || ' ', '') || coalesce(dsn || ' ', '') || coalesce(shape(substr(reason, 1, instr(reason || ' Please see ', ' Please see ') - 1)), '') AS reason
FROM rejections
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    AND (:domain IS NULL OR domain(sender) = :domain OR domain(recipient) = :domain)
GROUP BY 3
ORDER BY rejected DESC, reason;
