SELECT source_id FROM mail
WHERE hour_key(first_at, queue_id) = hour_key(:at, :qid) AND +queue_id = :qid AND +first_at = :at AND host = :host AND source_id <> :source_id LIMIT 1;
