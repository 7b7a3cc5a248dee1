-- title: SPF checks
-- columns: at:time, host, result, sender:sender, recipient, client
-- none:
SELECT at, host, result, sender, recipient, client_ip, helo, identity, action, reason, source_id, position
FROM spf_checks
WHERE check_id IN (
    SELECT check_id FROM spf_check
    WHERE mentions(:about, sender, recipient, reason, helo) OR rejection_id IN (SELECT rejection_id FROM rejection WHERE mentions(:about, sender, recipient, helo)))
    AND mentions(:about, sender, recipient, reason, helo)
ORDER BY at, source_id, position;
