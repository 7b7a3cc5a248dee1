SELECT c.source_id FROM spf_check c JOIN word p ON p.word_id = c.program
WHERE hour_key(c.at, c.client_ip) = hour_key(:at, :client_ip) AND +c.at = :at AND c.client_ip = :client_ip AND c.host = :host AND c.source_id <> :source_id
    AND p.word || '/' GLOB :family || '/*' LIMIT 1;
