-- needs: dirty
-- origin-signed: the bouncing organisation verified a signature of our domain (DKIM): whoever sent it, it is text that a system of ours had signed.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'origin-signed', 'signed by ' || s.domain || ', says ' || s.stamped_by
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_n IS NOT NULL
CROSS JOIN stamp s ON s.bounce_id = o.bounce_id AND s.hop <= t.handed_n
JOIN word m ON m.word_id = s.method JOIN word r ON r.word_id = s.result
LEFT JOIN hop p ON p.bounce_id = o.bounce_id AND p.arrival_id = 0 AND p.n = t.handed_n
WHERE m.word = 'dkim' AND r.word = 'pass' AND (organisation(s.stamped_by) IN (t.bouncer, organisation(p.stamped_by)) OR s.stamped_by = p.stamped_by)
    AND (lower(s.domain) = o.domain OR organisation(s.domain) = organisation(o.domain))
ORDER BY o.bounce_id, s.n;
