INSERT INTO loss (at, host, program, seconds, lines, source_id, position)
VALUES (:at, :host, :program, coalesce(:seconds, 0), :lines, :source_id, :position);
