-- needs: dirty
-- mx-only: we only pass the mail of that domain on to a host elsewhere, and never saw it send: that our log knows nothing of a mail says nothing.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'mx-only', f.value || ': its mail is passed on, and none from it was'
FROM about o CROSS JOIN own_fact f ON f.kind = 'elsewhere' AND f.value = o.domain;
-- Nor where our log does not even show whether it is more than that: it has no mailbox here, and nobody sent as it.
CREATE TEMP TABLE IF NOT EXISTS strange_domain (domain TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM strange_domain;
INSERT OR IGNORE INTO strange_domain (domain)
SELECT domain FROM about WHERE domain IS NOT NULL AND NOT srs;
DELETE FROM strange_domain WHERE EXISTS (
    SELECT 1 FROM own o WHERE o.kind = 'host' AND o.value = strange_domain.domain
        OR o.kind = 'domain' AND (lower(o.value) = strange_domain.domain OR strange_domain.domain LIKE '%.' || lower(o.value)))
    OR EXISTS (SELECT 1 FROM own_day d WHERE d.value = strange_domain.domain AND d.how IN ('mailbox-here', 'delivered-here', 'login-name', 'login-sends'));
DELETE FROM strange_domain WHERE domain IN (SELECT domain(sender) FROM sender_day WHERE EXISTS (SELECT 1 FROM strange_domain));
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'mx-only', s.domain || ': it has no mailbox here, and nobody sent as it'
FROM about o CROSS JOIN strange_domain s ON s.domain = o.domain;
