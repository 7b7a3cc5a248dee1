-- Whether there is a log at all that may tell of the originals.
SELECT 1 WHERE EXISTS (SELECT 1 FROM mail) OR EXISTS (SELECT 1 FROM rejection) OR EXISTS (SELECT 1 FROM spf_check);
