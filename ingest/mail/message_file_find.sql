SELECT 1 FROM message_file WHERE inode = ? AND device = ? AND size = ? AND modified_ns = ?;
