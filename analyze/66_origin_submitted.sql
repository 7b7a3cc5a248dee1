-- needs: dirty
-- origin-submitted: a line below says that somebody had logged in (ESMTPA, ESMTPSA: RFC 3848) at a host of the house that handed the mail on: at a provider's,
-- then, as whose customer a user of ours may have sent it. Warns. Anybody can make such a line up, but nothing is gained by it: what was forged stays undecided.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'origin-submitted', 'somebody logged in at ' || p.stamped_by
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ours IN (0, 3) AND t.handed_ip IS NOT NULL
CROSS JOIN hop p ON p.bounce_id = o.bounce_id AND p.arrival_id = 0 AND p.n > t.handed_n AND p.protocol LIKE '%mtp%a'
CROSS JOIN hop u ON u.bounce_id = o.bounce_id AND u.arrival_id = 0 AND u.n = p.n - 1
WHERE (organisation(p.stamped_by) IN (organisation(u.client_name), organisation(u.helo)) OR u.n > t.handed_n AND organisation(p.stamped_by) = organisation(u.stamped_by))
    AND NOT EXISTS (SELECT 1 FROM own w WHERE w.kind IN ('domain', 'host') AND (p.stamped_by = w.value OR w.kind = 'domain' AND p.stamped_by LIKE '%.' || w.value))
ORDER BY o.bounce_id, p.n;
