INSERT OR FAIL INTO link (at, host, part_id, queue_id, child_queue_id, kind, source_id, position)
SELECT at, host, part_id, qid, child_qid, word_kind, source_id, position
FROM intake;
