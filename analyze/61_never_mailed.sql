-- needs: dirty sending
-- never-mailed: none of those whom it was for had mail from us in the thirty days before, as far as our log goes. (Our own bounces are none; and
-- whom a host knows under a name of its own, as ann@internal, nobody can have written to by that. Where a message lies in parts, its sender
-- may stand in another one than the delivery; whose is not told may be anybody's.)
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'never-mailed', 'nothing from us to ' || min(a.recipient) || CASE WHEN count(*) > 1 THEN ' and ' || (count(*) - 1) || ' more' ELSE '' END
FROM about o CROSS JOIN addressed a ON a.bounce_id = o.bounce_id AND a.recipient LIKE '%@%.%'
WHERE EXISTS (SELECT 1 FROM sending)
GROUP BY o.bounce_id
HAVING max(EXISTS (
    SELECT 1 FROM mailed d JOIN mail m ON m.part_id = d.part_id
    WHERE d.recipient = a.recipient AND d.at BETWEEN o.at - 30 * 86400 AND o.at + 3600
        AND coalesce(m.sender, (SELECT max(p.sender) FROM mail p WHERE p.joined = m.joined), '?') <> '')) = 0;
