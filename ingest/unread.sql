-- A shape that is new where there are enough of them already is counted as one of the others.
INSERT INTO unread_shape (known, program, shape, n, first_at, first_sample, first_source, first_position, last_at, last_sample, last_source, last_position)
SELECT :known, CASE WHEN crowded THEN '' ELSE :program END, CASE WHEN crowded THEN '(other shapes)' ELSE :shape END,
    1, :at, :sample, :source_id, :position, :at, :sample, :source_id, :position
FROM (SELECT NOT EXISTS (SELECT 1 FROM unread_shape WHERE known = :known AND program = :program AND shape = :shape)
    AND (SELECT count(*) FROM unread_shape) >= :limit AS crowded)
WHERE true
ON CONFLICT (known, program, shape) DO UPDATE SET n = n + 1,
    first_at = min(first_at, excluded.first_at),
    first_sample = CASE WHEN excluded.first_at < first_at THEN excluded.first_sample ELSE first_sample END,
    first_source = CASE WHEN excluded.first_at < first_at THEN excluded.first_source ELSE first_source END,
    first_position = CASE WHEN excluded.first_at < first_at THEN excluded.first_position ELSE first_position END,
    last_at = max(last_at, excluded.last_at),
    last_sample = CASE WHEN excluded.last_at >= last_at THEN excluded.last_sample ELSE last_sample END,
    last_source = CASE WHEN excluded.last_at >= last_at THEN excluded.last_source ELSE last_source END,
    last_position = CASE WHEN excluded.last_at >= last_at THEN excluded.last_position ELSE last_position END;
