INSERT OR REPLACE INTO recheck_run (at, evaluated, without, down) VALUES (:at, :evaluated, :without, :down);
