-- Mail from <> that only the log shows; source and position lead to log.txt.
SELECT i.at, i.address, i.client_ip, i.forged, i.refused, i.mail_id, i.rejection_id
FROM incident_null_mail i WHERE i.incident_id = :incident AND (:domain IS NULL OR domain(i.address) = :domain) ORDER BY i.at, i.address;
