INSERT INTO message_file (inode, device, source_id, size, modified_ns) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (inode, device) DO UPDATE SET source_id = ?3, size = ?4, modified_ns = ?5;
