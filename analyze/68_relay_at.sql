-- needs: dirty log
-- relay_at: when we delivered to the addresses that handed bounces over, for whom.
INSERT OR IGNORE INTO relay_at (ip, at, domain)
SELECT s.text, d.at, coalesce(domain(d.recipient), '')
FROM plan p CROSS JOIN sought s ON p.look_up AND s.what = 'ip'
CROSS JOIN hours h ON h.hour BETWEEN s.from_at / 3600 AND s.to_at / 3600
CROSS JOIN delivery d ON d.relay_ip IS NOT NULL AND hour_key(d.at, d.relay_ip) = hour_key(h.hour * 3600, s.text)
WHERE +d.relay_ip = s.text;
INSERT OR IGNORE INTO relay_at (ip, at, domain)
SELECT s.text, d.at, coalesce(domain(d.recipient), '')
FROM plan p CROSS JOIN delivery d NOT INDEXED CROSS JOIN sought s ON s.what = 'ip' AND s.text = d.relay_ip
WHERE NOT p.look_up;
