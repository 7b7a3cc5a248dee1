CREATE INDEX IF NOT EXISTS login_at ON login (at);                             -- reports of a range of time
CREATE INDEX IF NOT EXISTS login_client_ip ON login (hour_key(at, client_ip)); -- show IP
CREATE INDEX IF NOT EXISTS login_user ON login (hour_key(at, user));           -- show ADDRESS, USER
