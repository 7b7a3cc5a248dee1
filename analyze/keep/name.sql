-- The address, and the name that takes the place of its local part: one that was not used before.
INSERT INTO erasing (what, alias)
SELECT :address || ' ' || name, name || substr(:address, instr(:address, '@'))
FROM (SELECT 'erased-' || (SELECT 1 + coalesce(max(value + 0), 0) FROM setting WHERE name = 'erased') AS name);
