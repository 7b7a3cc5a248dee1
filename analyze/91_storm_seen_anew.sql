-- needs: anew
-- gathers: storm_seen
-- All that analyze/91_storm_seen.sql counts, once more.
-- (All of them as they lie, not by the time at which they came: else each would be looked for in another place.)
SELECT gather(b.domain || ' ' || coalesce(b.address, ''), b.at / 3600, b.forged, 0, 0, 0) FROM storm_anew CROSS JOIN storm_bounces b WHERE b.domain IS NOT NULL;
SELECT gather(n.domain || ' ' || coalesce(n.address, ''), n.at / 3600, n.forged, 1, 0, 0) FROM storm_anew CROSS JOIN storm_null_mail n WHERE n.domain IS NOT NULL;
