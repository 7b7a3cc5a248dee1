SELECT queue_id, recipient, parent_queue_id, failed, dsn, sasl_user, to_stranger FROM notices
