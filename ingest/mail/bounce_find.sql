-- Whether a bounce is known already.
SELECT bounce_id FROM bounce
WHERE hour_key(coalesce(dated_at, 0), fingerprint) = hour_key(coalesce(?1, 0), ?2) AND fingerprint = ?2 AND dated_at IS ?1;
