-- needs: dirty log loop
-- tenant: in a laboratory on one machine, servers of several organisations may write one log, by one host's name. Their notices tell whose each is; and for whom it
-- works that mail goes to its mailboxes, or that logged in there. For a sender of others it is a host of others, and its notice no notice of ours.
INSERT OR IGNORE INTO tenant (host, instance, organisation)
SELECT m.host, coalesce(m.instance, 0), organisation(domain(m.message_id))
FROM (SELECT 1 FROM world WHERE loop) CROSS JOIN word b ON b.word = 'notice' CROSS JOIN mail m ON m.birth = b.word_id WHERE organisation(domain(m.message_id)) IS NOT NULL;
DELETE FROM tenant WHERE (SELECT count(DISTINCT organisation) FROM tenant) < 2;
INSERT OR IGNORE INTO tenant (host, instance, organisation)
SELECT m.host, coalesce(m.instance, 0), organisation(domain(m.sender))
FROM (SELECT 1 FROM tenant LIMIT 1) CROSS JOIN mail m WHERE m.sasl_user IS NOT NULL AND organisation(domain(m.sender)) IS NOT NULL
UNION
SELECT m.host, coalesce(m.instance, 0), organisation(domain(d.recipient))
FROM (SELECT 1 FROM tenant LIMIT 1) CROSS JOIN word p ON p.word LIKE '%/local' OR p.word LIKE '%/virtual' OR p.word LIKE '%/lmtp' OR p.word LIKE '%/pipe' CROSS JOIN delivery d ON d.program = p.word_id CROSS JOIN mail m ON m.part_id = d.part_id
WHERE organisation(domain(d.recipient)) IS NOT NULL;
DELETE FROM answered WHERE EXISTS (SELECT 1 FROM tenant) AND EXISTS (
    SELECT 1 FROM mail m CROSS JOIN about o ON o.bounce_id = answered.bounce_id
    WHERE m.part_id = answered.part_id AND NOT EXISTS (SELECT 1 FROM tenant t WHERE t.host = m.host AND t.instance = coalesce(m.instance, 0) AND t.organisation = organisation(o.domain)));
