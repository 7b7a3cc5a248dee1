CREATE INDEX IF NOT EXISTS link_child_queue_id ON link (child_queue_id); -- show: what a notice tells of
CREATE INDEX IF NOT EXISTS link_queue_id ON link (queue_id);             -- show: the notice that a message caused
