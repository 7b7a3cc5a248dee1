CREATE INDEX IF NOT EXISTS mail_queue ON mail (hour_key(first_at, queue_id));                                  -- show QUEUE-ID; the parts of a message
CREATE INDEX IF NOT EXISTS mail_first_at ON mail (first_at);                                                   -- reports of a range of time
CREATE INDEX IF NOT EXISTS mail_message_id ON mail (hour_key(first_at, message_id));                           -- show MESSAGE-ID
CREATE INDEX IF NOT EXISTS mail_sender ON mail (hour_key(first_at, sender));                                   -- show ADDRESS
CREATE INDEX IF NOT EXISTS mail_client_ip ON mail (hour_key(first_at, client_ip));                             -- show IP
CREATE INDEX IF NOT EXISTS mail_sasl_user ON mail (hour_key(first_at, sasl_user)) WHERE sasl_user IS NOT NULL; -- show ADDRESS, USER
