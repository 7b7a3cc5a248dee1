-- title: May send
-- columns: network, by, of
-- limit: 40
-- none:
SELECT network, term AS by, domain FROM spf_network_row GROUP BY network HAVING min(n) ORDER BY n;
