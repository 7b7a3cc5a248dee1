#!/bin/sh
# cases.t - each samples/case/NAME: its log, and its mail where it has some, is read, and says what stands in expect/ and in truth.tsv.
#
# truth.tsv has a line a bounce, in their order in the mail: the classes that its verdict may have, and handed_ip; "-" is anything.
# expect/NAME.txt is "report NAME" of all its days; expect/show-WHAT.txt is "show WHAT"; expect/NAME.tsv is the answer to expect/NAME.sql.
# What is judged is judged alike where all its hosts are staged on one machine, each at an address of 127.0.0.0/8.
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

# untrue TRUTH - of the verdicts on standard input, those that the file contradicts
untrue()
{
	paste "$1" - | awk -F '\t' '
		index(" " $1 " ", " " $3 " ") == 0 && $1 != "-" { print "bounce " NR " (" $5 "): " $3 ", where it should be " $1 ": " $6 }
		$2 != "-" && $4 != $2 { print "bounce " NR " (" $5 "): handed over by " $4 ", where it should be " $2 }'
}

# on_one_machine FILE... - their documentation and test addresses become loopback ones; those of a network stay together
on_one_machine()
{
	sed -i -E 's/\b192\.0\.2\.([0-9]+)/127.1.2.\1/g; s/\b198\.51\.100\.([0-9]+)/127.2.100.\1/g; s/\b203\.0\.113\.([0-9]+)/127.3.113.\1/g; s/\b198\.1[89]\.([0-9]+\.[0-9]+)/127.18.\1/g' "$@"
}

# verdicts DB - a line a bounce
verdicts()
{
	unjoe --db "$1" query --format tsv --sql "SELECT class, coalesce(handed_ip, '-'), dialect, reasons FROM bounces LEFT JOIN verdicts USING (bounce_id) ORDER BY path, position" | sed 1d
}

for case in samples/case/*/; do
	name=$(basename "$case") db=$SCRATCH/$name.db mail=
	[ ! -e "${case}mail" ] || mail=${case}mail
	year=$(expr "$name" : '.*-\([0-9]\{4\}\)$')
	ok "$name: its log is read" ingest "$db" --now 2026-12-01 ${year:+--year "$year"} "${case}log" $mail
	is "$(sql "$db" "SELECT program, first_sample FROM unread")" "" "$name: and understood"
	since=$(sql "$db" "SELECT date(min(first_at), 'unixepoch') FROM sources")
	now=$(sql "$db" "SELECT date(max(last_at), 'unixepoch', '+1 day') FROM sources")
	ok "$name: something is expected of it" test -n "$(ls "${case}expect" "${case}truth.tsv" 2>"$SCRATCH/none")"
	if [ -e "${case}truth.tsv" ]; then
		verdicts "$db" >"$SCRATCH/verdicts"
		is "$(wc -l <"$SCRATCH/verdicts")" "$(wc -l <"${case}truth.tsv")" "$name: every bounce was read"
		is "$(untrue "${case}truth.tsv" <"$SCRATCH/verdicts")" "" "$name: and judged rightly"
		staged=$SCRATCH/staged-$name
		cp -r "$case" "$staged"
		find "$staged/log" "$staged/mail" "$staged/truth.tsv" -type f >"$SCRATCH/files"
		on_one_machine $(cat "$SCRATCH/files")
		ok "$name: staged on one machine" ingest "$staged.db" --now 2026-12-01 "$staged/log" "$staged/mail"
		is "$(verdicts "$staged.db" | untrue "$staged/truth.tsv")" "" "$name: and judged alike there"
	fi
	for expect in "$case"expect/*; do
		[ -e "$expect" ] || continue
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
