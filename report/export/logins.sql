SELECT * FROM logins;
