#!/bin/sh
# cases.t - each samples/case/NAME: its log is read, and says what stands in expect/.
#
# expect/NAME.txt is "report NAME" of all its days; expect/show-WHAT.txt is "show WHAT"; expect/NAME.tsv is the answer to expect/NAME.sql.
# A log without years has the first one at the end of the case's name. "make bless" writes the answers; a new one begins as an empty file.
. tests/tap.sh
. tests/dump.sh

# expects FILE NAME COMMAND... - what the command says is what stands in the file
expects()
{
	file=$1 title=$2
	shift 2
	"$@" >"$SCRATCH/got" 2>&1
	[ -z "${BLESS-}" ] || cmp -s "$SCRATCH/got" "$file" || cp "$SCRATCH/got" "$file"
	ok "$title" diff -u "$file" "$SCRATCH/got"
}

for case in samples/case/*/; do
	name=$(basename "$case") db=$SCRATCH/$name.db
	year=$(expr "$name" : '.*-\([0-9]\{4\}\)$')
	ok "$name: its log is read" ingest "$db" --now 2026-12-01 ${year:+--year "$year"} "${case}log"
	is "$(sql "$db" "SELECT program, first_sample FROM unread")" "" "$name: and understood"
	since=$(sql "$db" "SELECT date(min(first_at), 'unixepoch') FROM sources")
	now=$(sql "$db" "SELECT date(max(last_at), 'unixepoch', '+1 day') FROM sources")
	ok "$name: something is expected of it" test -n "$(ls "$case/expect")"
	for expect in "$case"expect/*; do
		what=$(basename "$expect")
		case $what in
		show-*.txt)
			what=${what#show-}
			expects "$expect" "$name: show ${what%.txt}" unjoe --db "$db" --now "$now" show "${what%.txt}" ;;
		*.txt)
			expects "$expect" "$name: report ${what%.txt}" unjoe --db "$db" --now "$now" report --since "$since" "${what%.txt}" ;;
		*.sql)
			expects "${expect%.sql}.tsv" "$name: ${what%.sql}" unjoe --db "$db" query --format tsv --sql "$(cat "$expect")" ;;
		esac
	done
done
done_testing
