-- title: Noted, and names of files
-- columns: what, text:long
-- none:
SELECT 'event' AS what, text FROM event WHERE mentions(text, :about)
UNION ALL SELECT 'source', path FROM source WHERE mentions(path, :about)
UNION ALL SELECT 'DNS', name || coalesce(' ' || data, '') FROM dns_answer WHERE mentions(name, :about) OR mentions(data, :about)
UNION ALL SELECT 'pin', kind || ' ' || value FROM pin WHERE mentions(value, :about);
