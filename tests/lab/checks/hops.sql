-- Mail that came back from the content filter, and the queue file that went into it. Mail that was queued anew came by pickup, from no client.
SELECT origin_queue_id, queue_id FROM messages WHERE direction = 'hop' AND origin_queue_id IS NOT NULL AND client_ip IS NOT NULL
