SELECT result, identity, client_ip, helo, sender, recipient, action FROM spf_checks ORDER BY at, position
