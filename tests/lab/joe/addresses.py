"""addresses - the servers of the lab, and ours."""
SERVERS = {"postfix": "198.51.100.11", "exim": "203.0.113.12", "sendmail": "198.51.100.13", "opensmtpd": "203.0.113.14",
           "haraka": "198.51.100.15", "dovecot": "198.51.100.17", "ours": "192.0.2.25"}
