-- needs: dirty
-- What those counted as that other bounces have made dirty, before they are judged anew (39_dirty.sql).
INSERT OR IGNORE INTO storm_was (bounce_id, hour, domain, address, forged)
SELECT bounce_id, hour, domain, address, forged FROM storm_dirty WHERE bounce_id <= (SELECT bounce FROM fresh) AND NOT EXISTS (SELECT 1 FROM changed);
