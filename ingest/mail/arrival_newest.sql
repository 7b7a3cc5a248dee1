SELECT max(arrival_id) FROM arrival;
