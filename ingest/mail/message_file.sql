INSERT OR FAIL INTO message_file (inode, device, source_id, size, modified_ns) SELECT inode, device, source_id, size, modified_ns FROM mail_intake WHERE true
ON CONFLICT (inode, device) DO UPDATE SET source_id = excluded.source_id, size = excluded.size, modified_ns = excluded.modified_ns;
