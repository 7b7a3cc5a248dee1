-- Whether some table of the log has more than :rows rows of the time, or some of it was pruned: daily totals tell more, and sooner.
SELECT 1 FROM pruned_host WHERE until_at > :since
UNION ALL SELECT 1 FROM (SELECT 1 FROM mail WHERE first_at >= :since AND first_at < :until LIMIT 1 OFFSET :rows)
UNION ALL SELECT 1 FROM (SELECT 1 FROM delivery WHERE at >= :since AND at < :until LIMIT 1 OFFSET :rows)
UNION ALL SELECT 1 FROM (SELECT 1 FROM rejection WHERE at >= :since AND at < :until LIMIT 1 OFFSET :rows)
UNION ALL SELECT 1 FROM (SELECT 1 FROM spf_check WHERE at >= :since AND at < :until LIMIT 1 OFFSET :rows)
UNION ALL SELECT 1 FROM (SELECT 1 FROM login WHERE at >= :since AND at < :until LIMIT 1 OFFSET :rows);
