-- Whether this run read lines of programs that have nothing to do with mail, or that no rule file speaks of: else report/foreign.sql has nothing to say.
SELECT 1 FROM source s CROSS JOIN unread_shape u ON u.last_source = s.source_id AND u.known = 0 WHERE s.read_at >= :now LIMIT 1;
