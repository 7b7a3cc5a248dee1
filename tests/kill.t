#!/bin/sh
# kill.t - an ingest that is killed at any moment loses and doubles nothing: the next one goes on where the last commit was.
. tests/kill.sh

# rounds KILLS NAME FILE... - so many kills; whenever it has done, the rows are compared, and it begins anew
rounds()
{
	kills=$1 name=$2 done=0 wrong=0 died=0
	shift 2
	rm -f "$SCRATCH"/wanted.db* "$SCRATCH"/killed.db*
	time=$(undisturbed "$UNJOE" --config /dev/null --db "$SCRATCH/wanted.db" ingest "$@")
	dump "$SCRATCH/wanted.db" >"$SCRATCH/undisturbed"
	for seed in $(seq "$kills"); do
		killed "$seed" "$time" "$UNJOE" --config /dev/null --db "$SCRATCH/killed.db" ingest "$@"
		case $? in
		0)
			done=$((done + 1))
			dump "$SCRATCH/killed.db" | cmp -s - "$SCRATCH/undisturbed" || wrong=$((wrong + 1))
			rm -f "$SCRATCH"/killed.db* ;;
		2) died=$((died + 1)) ;;
		esac
	done
	is "$died" 0 "$name: it does not fail in what a killed one left behind"
	is "$wrong" 0 "$name: the same rows, $done times"
	ok "$name: the last run" ingest "$SCRATCH/killed.db" "$@"
	same "$SCRATCH/killed.db" "$SCRATCH/wanted.db" "$name: and its rows"
}

# A commit at the end of each file.
tests/genlog 11 12000 >"$SCRATCH/log"
mkdir -p "$SCRATCH/files"
(cd "$SCRATCH/files" && split -l 400 "$SCRATCH/log" mail.)
find "$SCRATCH/files" -type f -exec touch -d 2026-02-01 {} +
rounds 92 "many files" "$SCRATCH/files"

# Commits in the middle of one.
tests/genlog 12 140000 >"$SCRATCH/long.log"
touch -d 2026-02-01 "$SCRATCH/long.log"
rounds 8 "one long file" "$SCRATCH/long.log"
done_testing
