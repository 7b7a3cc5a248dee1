-- Made when the first load of an empty database is done, then kept: each serves what stands beside it. What strangers choose is indexed by
-- its hour_key() (schema/store.h): new lines then touch the pages of their own hours only, and not all of an index. Who looks for a text
-- goes through the hours that there are (the view hour).
-- What is sorted in runs that fit the processor's cache is sorted in less time than in one (schema/open.sql has the usual size).
PRAGMA cache_size = -1024;
CREATE INDEX IF NOT EXISTS mail_queue ON mail (hour_key(first_at, queue_id));                 -- show QUEUE-ID; the parts of a message
CREATE INDEX IF NOT EXISTS mail_first_at ON mail (first_at);                                    -- reports of a range of time
CREATE INDEX IF NOT EXISTS mail_message_id ON mail (hour_key(first_at, message_id));          -- show MESSAGE-ID
CREATE INDEX IF NOT EXISTS mail_sender ON mail (hour_key(first_at, sender));                  -- show ADDRESS
CREATE INDEX IF NOT EXISTS mail_client_ip ON mail (hour_key(first_at, client_ip));            -- show IP
CREATE INDEX IF NOT EXISTS mail_sasl_user ON mail (hour_key(first_at, sasl_user)) WHERE sasl_user IS NOT NULL;        -- show ADDRESS, USER
CREATE INDEX IF NOT EXISTS delivery_part_id ON delivery (part_id);                              -- show: where a message went
CREATE INDEX IF NOT EXISTS delivery_at ON delivery (at);                                        -- reports of a range of time
CREATE INDEX IF NOT EXISTS delivery_recipient ON delivery (hour_key(at, recipient));          -- show ADDRESS
CREATE INDEX IF NOT EXISTS delivery_orig_to ON delivery (hour_key(at, orig_to)) WHERE orig_to IS NOT NULL;            -- show ADDRESS
CREATE INDEX IF NOT EXISTS delivery_relay_ip ON delivery (hour_key(at, relay_ip)) WHERE relay_ip IS NOT NULL;         -- show IP
CREATE INDEX IF NOT EXISTS rejection_at ON rejection (at);                                      -- reports of a range of time
CREATE INDEX IF NOT EXISTS rejection_client_ip ON rejection (hour_key(at, client_ip));        -- show IP
CREATE INDEX IF NOT EXISTS rejection_sender ON rejection (hour_key(at, sender));              -- show ADDRESS
CREATE INDEX IF NOT EXISTS rejection_recipient ON rejection (hour_key(at, recipient));        -- show ADDRESS
CREATE INDEX IF NOT EXISTS spf_check_at ON spf_check (at);                                      -- reports of a range of time
CREATE INDEX IF NOT EXISTS spf_check_client_ip ON spf_check (hour_key(at, client_ip));        -- show IP
CREATE INDEX IF NOT EXISTS spf_check_sender ON spf_check (hour_key(at, sender));              -- show ADDRESS
CREATE INDEX IF NOT EXISTS login_at ON login (at);                                              -- reports of a range of time
CREATE INDEX IF NOT EXISTS login_client_ip ON login (hour_key(at, client_ip));                -- show IP
CREATE INDEX IF NOT EXISTS login_user ON login (hour_key(at, user));                          -- show ADDRESS, USER
CREATE INDEX IF NOT EXISTS link_child_queue_id ON link (child_queue_id);                        -- show: what a notice tells of
CREATE INDEX IF NOT EXISTS link_queue_id ON link (queue_id);                                    -- show: the notice that a message caused
PRAGMA cache_size = -6144;
