#!/bin/sh
# mail_kill.t - reading mail that is killed at any moment loses and doubles nothing.
. tests/mailbox.sh
. tests/kill.sh

tests/genmail "$SCRATCH/many" 3000 7
tests/genmail - 3000 7 >"$SCRATCH/many.mbox"
touch -d 2026-11-24 "$SCRATCH/many.mbox"
ingest "$SCRATCH/many.db" "$SCRATCH/many"
dump_mail "$SCRATCH/many.db" >"$SCRATCH/wanted"
for form in many many.mbox; do
	rm -f "$SCRATCH"/killed.db*
	for seed in 1 2 3 4 5 6 7 8; do
		killed "$seed" 400000 "$UNJOE" --config /dev/null --db "$SCRATCH/killed.db" ingest "$SCRATCH/$form"
	done
	ok "$form, killed: the last run" ingest "$SCRATCH/killed.db" "$SCRATCH/$form"
	same_mail "$SCRATCH/killed.db" "$form, killed at any moment"
done
done_testing
