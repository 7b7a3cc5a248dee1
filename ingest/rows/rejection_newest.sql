SELECT max(rejection_id) FROM rejection;
