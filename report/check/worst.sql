SELECT count(*) FILTER (WHERE state = 'error'), count(*) FILTER (WHERE state = 'warning') FROM check_row;
