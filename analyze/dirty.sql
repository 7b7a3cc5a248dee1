-- Which bounces are judged, for the first time or anew. What is said of a bounce rests on the log from thirty days before its arrival
-- to an hour behind it, on what is ours, and on takeovers.
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT bounce_id FROM bounce WHERE bounce_id > (SELECT bounce FROM fresh);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT bounce_id FROM arrival WHERE arrival_id > (SELECT arrival FROM fresh);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT a.bounce_id FROM news n CROSS JOIN arrival a ON a.arrived_at BETWEEN n.from_at - 3600 AND n.to_at + 30 * 86400;
