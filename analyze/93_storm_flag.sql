-- The hours that may be above the usual, in order of time, since those that are no longer tell what is usual.
SELECT h.target, h.hour, h.forged FROM restorm r CROSS JOIN storm_hour h INDEXED BY storm_hour_many ON h.target = r.target AND h.hour >= r.from_hour
WHERE h.forged >= 10
ORDER BY h.target, h.hour;
