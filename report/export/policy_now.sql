SELECT * FROM policy_now;
