SELECT r.stage, r.client_ip, r.helo, r.sender, r.recipient, r.reason, c.result, c.identity FROM rejections r LEFT JOIN spf_checks c USING (rejection_id) ORDER BY r.at, r.position
