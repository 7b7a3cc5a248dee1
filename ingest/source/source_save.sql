-- The row of a stream with a commit: how far it was read, and the hashes that prove it.
INSERT INTO source (source_id, path, head_length, head_hash, blocks, tail_hash, position, device, inode, size, modified_ns, read_at)
VALUES (:source_id, :path, :head_length, :head_hash, :blocks, :tail_hash, :position, :device, :inode, :size, :modified_ns, :read_at)
ON CONFLICT (source_id) DO UPDATE SET
    path = excluded.path, head_length = excluded.head_length, head_hash = excluded.head_hash, blocks = excluded.blocks,
    tail_hash = excluded.tail_hash, position = excluded.position, device = excluded.device, inode = excluded.inode,
    size = excluded.size, modified_ns = excluded.modified_ns, read_at = excluded.read_at;
