-- Whether something else of ours may be found: by the log, or by bounces that tell of what is in it.
SELECT 1 FROM fresh
WHERE news OR EXISTS (SELECT 1 FROM mail)
    AND (EXISTS (SELECT 1 FROM main.bounce b WHERE b.bounce_id > fresh.bounce) OR EXISTS (SELECT 1 FROM main.arrival a WHERE a.arrival_id > fresh.arrival));
