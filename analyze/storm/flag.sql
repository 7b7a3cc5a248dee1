INSERT INTO storm_flag (target, hour, usual, bound, learned, above) VALUES (:target, :hour, :usual, :bound, :learned, :above);
