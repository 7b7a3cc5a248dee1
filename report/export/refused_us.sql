SELECT * FROM refused_us;
