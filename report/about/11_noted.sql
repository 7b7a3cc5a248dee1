-- title: Noted, and names of files
-- columns: what, text:long
-- none:
SELECT 'event' AS what, text FROM event WHERE mentions(:about, text)
UNION ALL SELECT 'source', path FROM source WHERE mentions(:about, path)
UNION ALL SELECT 'DNS', name || coalesce(' ' || data, '') FROM dns_answer WHERE mentions(:about, name, data)
UNION ALL SELECT 'pin', kind || ' ' || value FROM pin WHERE mentions(:about, value);
