SELECT gather(coalesce(domain(d.recipient), ''), local_day_number(d.at), m.host, (SELECT word_id FROM word WHERE word = 'delivery'), d.status, 0)
FROM delivery d JOIN mail m ON m.part_id = d.part_id
WHERE d.delivery_id > coalesce((SELECT value FROM setting WHERE name = 'daily_delivery'), 0) + 0;
