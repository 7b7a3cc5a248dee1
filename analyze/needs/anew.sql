SELECT 1 FROM storm_anew;
