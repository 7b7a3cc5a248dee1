-- What log we hold (of one host): from when to when, whether any of it lies in the range, and the last second not after now.
SELECT min(s.from_at), max(s.to_at), max(s.to_at >= :since AND s.from_at < :until),
    max(CASE WHEN s.from_at <= :now THEN min(s.to_at, :now) END)
FROM span s JOIN word h ON h.word_id = s.host
WHERE :host IS NULL OR h.word = :host;
