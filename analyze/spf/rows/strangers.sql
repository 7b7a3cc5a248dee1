SELECT count(*) FROM spf_source_row WHERE kind = 'unknown' AND coalesce(before, '') <> 'pass';
