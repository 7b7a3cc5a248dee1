-- needs: covered
-- log_span: the spans for which we hold the log of each host, for the stages behind this one.
INSERT OR IGNORE INTO log_span (host, from_at, to_at) SELECT w.word_id, c.from_at, c.to_at FROM coverage c JOIN word w ON w.word = c.host;
