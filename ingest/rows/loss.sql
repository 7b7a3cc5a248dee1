INSERT OR FAIL INTO loss (at, host, program, seconds, lines, source_id, position)
SELECT at, host, program, coalesce(seconds, 0), lines, source_id, position
FROM intake;
