SELECT r.source_id FROM rejection r JOIN word p ON p.word_id = r.program
WHERE r.at = :at AND r.host = :host AND r.source_id <> :source_id AND r.client_ip IS :client_ip AND r.sender IS :sender AND r.recipient IS :recipient
    AND p.word || '/' GLOB :family || '/*' LIMIT 1;
