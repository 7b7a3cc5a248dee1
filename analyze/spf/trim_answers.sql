-- A server that says something else each time must not fill the disk.
DELETE FROM dns_answer WHERE name = :name AND type = :type
    AND at < (SELECT at FROM dns_answer WHERE name = :name AND type = :type ORDER BY at DESC LIMIT 1 OFFSET 255);
