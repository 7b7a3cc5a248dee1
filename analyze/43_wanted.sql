-- needs: dirty log
-- letter: each of these messages, as all its parts together tell it; born is how it came to be there.
CREATE TEMP TABLE IF NOT EXISTS wanted (part_id INTEGER PRIMARY KEY);
DELETE FROM wanted;
INSERT OR IGNORE INTO wanted (part_id)
SELECT part_id FROM found UNION SELECT part_id FROM named UNION SELECT part_id FROM answered
UNION SELECT coalesce(m.joined, m.part_id)
FROM called c CROSS JOIN mailed d ON d.remote_queue_id = c.queue_id CROSS JOIN mail m ON m.part_id = d.part_id;
