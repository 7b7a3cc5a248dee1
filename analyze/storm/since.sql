SELECT min(from_hour) FROM storm_span;
