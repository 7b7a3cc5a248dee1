CREATE INDEX IF NOT EXISTS delivery_part_id ON delivery (part_id);                                            -- show: where a message went
CREATE INDEX IF NOT EXISTS delivery_at ON delivery (at);                                                      -- reports of a range of time
CREATE INDEX IF NOT EXISTS delivery_recipient ON delivery (hour_key(at, recipient));                          -- show ADDRESS
CREATE INDEX IF NOT EXISTS delivery_orig_to ON delivery (hour_key(at, orig_to)) WHERE orig_to IS NOT NULL;    -- show ADDRESS
CREATE INDEX IF NOT EXISTS delivery_relay_ip ON delivery (hour_key(at, relay_ip)) WHERE relay_ip IS NOT NULL; -- show IP
