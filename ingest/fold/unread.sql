-- A shape that is new where there are enough of them already is counted as one of the others.
INSERT INTO unread_shape (known, program, shape, n, first_at, first_sample, first_source, first_position, last_at, last_sample, last_source, last_position)
SELECT :known, CASE WHEN crowded THEN '' ELSE :program END, CASE WHEN crowded THEN '(other shapes)' ELSE shape END,
    1, :at, :sample, :source_id, :position, :at, :sample, :source_id, :position
FROM (SELECT s.shape, NOT EXISTS (SELECT 1 FROM unread_shape u WHERE u.known = :known AND u.program = :program AND u.shape = s.shape)
        AND (SELECT count(*) FROM unread_shape) >= :limit AS crowded
    FROM (SELECT CASE WHEN :known THEN shape(:sample) ELSE '' END AS shape) s)
WHERE true
ON CONFLICT (known, program, shape) DO UPDATE SET n = n + 1,
    first_at = min(coalesce(first_at, excluded.first_at), coalesce(excluded.first_at, first_at)),
    first_sample = CASE WHEN excluded.first_at < first_at THEN excluded.first_sample ELSE first_sample END,
    first_source = CASE WHEN excluded.first_at < first_at THEN excluded.first_source ELSE first_source END,
    first_position = CASE WHEN excluded.first_at < first_at THEN excluded.first_position ELSE first_position END,
    last_at = max(coalesce(last_at, excluded.last_at), coalesce(excluded.last_at, last_at)),
    last_sample = CASE WHEN excluded.last_at >= last_at THEN excluded.last_sample ELSE last_sample END,
    last_source = CASE WHEN excluded.last_at >= last_at THEN excluded.last_source ELSE last_source END,
    last_position = CASE WHEN excluded.last_at >= last_at THEN excluded.last_position ELSE last_position END;
