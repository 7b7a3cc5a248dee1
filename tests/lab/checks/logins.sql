SELECT client_ip, user, method, ok FROM logins
