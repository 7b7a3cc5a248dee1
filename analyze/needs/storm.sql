-- Whether there is anything of which incidents are made, or was.
SELECT 1 WHERE EXISTS (SELECT 1 FROM storm_flag WHERE above) OR EXISTS (SELECT 1 FROM storm) OR EXISTS (SELECT 1 FROM takeover) OR EXISTS (SELECT 1 FROM incident);
