-- What a client was refused. Those of .70 speak no SMTP worth the name, and are not asked what they were told.
SELECT client_ip, sender, coalesce(recipient, ''), coalesce(code, iif(dsn LIKE '4%', 451, 550)), CASE WHEN stage IN ('rcpt', 'mail') THEN stage ELSE 'content' END
FROM rejections
WHERE client_ip <> '203.0.113.70' AND program NOT LIKE '%/postscreen'
