-- What is known of every stream but its blocks.
SELECT source_id, path, head_length, head_hash, position, tail_hash, device, inode, size, modified_ns
FROM source
ORDER BY source_id;
