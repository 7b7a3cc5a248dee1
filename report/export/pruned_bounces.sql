SELECT date(d.day * 86400, 'unixepoch') AS day, d.domain, w.word AS kind, d.class, d.n FROM pruned_day d JOIN word w ON w.word_id = d.kind;
