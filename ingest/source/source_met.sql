-- The file that holds a stream now, in which nothing was new.
UPDATE source SET path = :path, device = :device, inode = :inode, size = :size, modified_ns = :modified_ns
WHERE source_id = :source_id;
