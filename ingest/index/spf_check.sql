CREATE INDEX IF NOT EXISTS spf_check_at ON spf_check (at);                             -- reports of a range of time
CREATE INDEX IF NOT EXISTS spf_check_client_ip ON spf_check (hour_key(at, client_ip)); -- show IP
CREATE INDEX IF NOT EXISTS spf_check_sender ON spf_check (hour_key(at, sender));       -- show ADDRESS
