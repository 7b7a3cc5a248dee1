INSERT OR IGNORE INTO study_time (at) VALUES (:at);
