CREATE INDEX IF NOT EXISTS rejection_at ON rejection (at);                             -- reports of a range of time
CREATE INDEX IF NOT EXISTS rejection_client_ip ON rejection (hour_key(at, client_ip)); -- show IP
CREATE INDEX IF NOT EXISTS rejection_sender ON rejection (hour_key(at, sender));       -- show ADDRESS
CREATE INDEX IF NOT EXISTS rejection_recipient ON rejection (hour_key(at, recipient)); -- show ADDRESS
