-- Takeovers, as incidents. Their bounces are those that answer what was sent.
INSERT OR IGNORE INTO incident_new (incident_id, kind, target, starts_at, ends_at, messages, recipients, reasons, bounces)
SELECT 'takeover-' || CASE WHEN lower(t.target) NOT GLOB '*[^a-z0-9._@+=:-]*' AND length(t.target) <= 100 THEN lower(t.target) ELSE 'account' END
        || strftime('-%Y%m%dT%H%M', t.starts_at, 'unixepoch'),
    'takeover', t.target, t.starts_at, t.ends_at, t.messages, t.recipients, t.reasons, 0
FROM takeover t;
