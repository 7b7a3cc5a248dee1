SELECT arrival_id FROM arrival WHERE bounce_id = ? AND whole = ?;
