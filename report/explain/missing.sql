-- What would decide whose fault the bounce :bounce is.
SELECT missing FROM verdict WHERE bounce_id = :bounce;
