-- A notification, and the mail that it tells of.
SELECT queue_id, child_queue_id, kind FROM links WHERE kind <> 'filter'
