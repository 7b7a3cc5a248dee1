-- The hours of storms before those that are judged anew.
SELECT hour FROM storm_flag WHERE target = ?1 AND hour BETWEEN ?2 AND ?3 AND above;
