SELECT host, datetime(from_at, 'unixepoch') AS "from", datetime(to_at, 'unixepoch') AS "to", reason, lines FROM holes
