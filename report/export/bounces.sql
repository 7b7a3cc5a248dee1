SELECT * FROM bounces;
