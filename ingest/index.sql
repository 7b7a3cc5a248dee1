-- Made when the first load of an empty database is done, then kept: each serves what stands beside it.
CREATE INDEX IF NOT EXISTS mail_queue_id ON mail (queue_id);            -- show QUEUE-ID; the parts of a message
CREATE INDEX IF NOT EXISTS mail_message_id ON mail (message_id);        -- show MESSAGE-ID
CREATE INDEX IF NOT EXISTS mail_first_at ON mail (first_at);            -- reports of a range of time
CREATE INDEX IF NOT EXISTS mail_sender ON mail (sender);                -- show ADDRESS
CREATE INDEX IF NOT EXISTS mail_client_ip ON mail (client_ip);          -- show IP
CREATE INDEX IF NOT EXISTS delivery_part_id ON delivery (part_id);      -- show: where a message went
CREATE INDEX IF NOT EXISTS delivery_at ON delivery (at);                -- reports of a range of time
CREATE INDEX IF NOT EXISTS delivery_recipient ON delivery (recipient);  -- show ADDRESS
CREATE INDEX IF NOT EXISTS rejection_at ON rejection (at);              -- reports of a range of time
CREATE INDEX IF NOT EXISTS rejection_client_ip ON rejection (client_ip);        -- show IP
CREATE INDEX IF NOT EXISTS rejection_sender ON rejection (sender);      -- show ADDRESS
CREATE INDEX IF NOT EXISTS spf_check_at ON spf_check (at);              -- reports of a range of time
CREATE INDEX IF NOT EXISTS spf_check_client_ip ON spf_check (client_ip);        -- show IP
CREATE INDEX IF NOT EXISTS spf_check_sender ON spf_check (sender);      -- show ADDRESS
CREATE INDEX IF NOT EXISTS login_at ON login (at);                      -- reports of a range of time
CREATE INDEX IF NOT EXISTS login_client_ip ON login (client_ip);        -- show IP
CREATE INDEX IF NOT EXISTS login_user ON login (user);                  -- show ADDRESS
CREATE INDEX IF NOT EXISTS link_child_queue_id ON link (child_queue_id);        -- show: what a notice tells of
CREATE INDEX IF NOT EXISTS link_queue_id ON link (queue_id);            -- show: the notice that a message caused
