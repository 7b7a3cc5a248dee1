-- The figures that stand in large type at the head of the page, the most telling first.
WITH i AS MATERIALIZED (
    SELECT *, (SELECT n FROM incident_tallies t WHERE t.incident_id = i.incident_id AND what = 'total' AND value = 'address') AS addresses,
        (SELECT n FROM incident_tallies t WHERE t.incident_id = i.incident_id AND what = 'total' AND value = 'host') AS hosts,
        (SELECT n FROM incident_tallies t WHERE t.incident_id = i.incident_id AND what = 'total' AND value = 'client') AS clients,
        (SELECT count(*) FROM incident_tallies t WHERE t.incident_id = i.incident_id AND what = 'origin' AND others >= 3) AS named
    FROM incidents i WHERE incident_id = :incident
), figure (place, n, label) AS (
    SELECT 1, bounces, 'bounces of mail that we never sent' FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 2, refused, 'of them refused at the door' FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 3, peak, 'in the ten minutes of the peak' FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 4, hosts, iif(hosts = 1, 'host that brought them', 'hosts that brought them') FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 5, addresses, iif(addresses = 1, 'address of ours', 'addresses of ours') FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 6, named, iif(named = 1, 'forger that three name', 'forgers that three name') FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 1, messages, iif(messages = 1, 'message', 'messages') FROM i WHERE kind = 'takeover'
    UNION ALL SELECT 2, recipients, iif(recipients = 1, 'recipient', 'recipients') FROM i WHERE kind = 'takeover'
    UNION ALL SELECT 3, peak, 'recipients in the ten minutes of the peak' FROM i WHERE kind = 'takeover'
    UNION ALL SELECT 4, clients, iif(clients = 1, 'address that it came from', 'addresses that it came from') FROM i WHERE kind = 'takeover'
    UNION ALL SELECT 5, bounces, iif(bounces = 1, 'bounce that answers it', 'bounces that answer it') FROM i WHERE kind = 'takeover'
)
SELECT printf('%,d', n) AS n, label FROM figure WHERE n > 0 ORDER BY place;
