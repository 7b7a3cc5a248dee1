SELECT d.source_id FROM delivery d JOIN mail m ON m.part_id = d.part_id
WHERE hour_key(d.at, d.recipient) = hour_key(:at, :recipient) AND +d.at = :at AND d.recipient = :recipient AND d.source_id <> :source_id
    AND m.host = :host AND m.queue_id = :qid LIMIT 1;
