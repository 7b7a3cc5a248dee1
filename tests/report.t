#!/bin/sh
# report.t - every report in every format, over all kinds of times, on a small database.
. tests/report.sh

for report in summary spf senders hosts unread sources; do
	shows report/$report.txt "report $report" unjoe report $report
	unjoe report $report --format json >"$SCRATCH/$report.json" 2>&1
	golden report/$report.json "report $report as JSON" <"$SCRATCH/$report.json"
	ok "which is JSON" perl -MJSON::PP -0777 -ne 'decode_json($_)' "$SCRATCH/$report.json"
	ok "and UTF-8" iconv -f UTF-8 -t UTF-16 -o /dev/null "$SCRATCH/$report.json"
	shows report/$report.tsv "report $report as tsv" unjoe report $report --format tsv
	shows report/$report.csv "report $report as csv" unjoe report $report --format csv
done
shows report/list.txt "the list of reports" unjoe report --list
is "$(unjoe report --list | awk 'length > 80')" "" "which fits into 80 columns"
shows report/status.txt "status" unjoe status
shows report/status.json "status as JSON" unjoe status --format json

is "$(unjoe report)" "$(unjoe report summary)" "summary is the default"
is "$(unjoe report summary/deliveries --format tsv | cut -f 1,2 | tr '\t\n' '=;')" \
	"status=deliveries;sent=7;bounced=1;deferred=1;" "one table of a report"
is "$(unjoe report --format json | perl -MJSON::PP -0777 -ne 'print join " ", map { ref } values %{decode_json($_)}' | tr ' ' '\n' | sort -u)" \
	ARRAY "a report of several tables is an object of arrays"
is "$(unjoe report senders --limit 2 | sed -n '/^SENDER ADDRESSES/,$p' | wc -l)" 4 "a limit"
like "$(unjoe report senders --limit 2)" '^  8 more +2  1\.0 MB +4 .* 3$' "what is behind it is summed up"
is "$(unjoe report senders/domains --limit 2 --format tsv | wc -l)" 3 "a limit for programs"
is "$(unjoe report summary/rejections --format tsv | wc -l)" 5 "programs get all rows"

like "$(unjoe report summary/rejections --limit 1 | tail -n 1)" '^ +4 +3 more$' "a sentence column counts the rest"

# Times.
like "$(unjoe report)" '^UNJOE SUMMARY .*Wed 18 Nov 2026, 00-24 UTC$' "yesterday is the default"
like "$("$UNJOE" --now 2027-03-01 report)" '^UNJOE SUMMARY .*Wed 18 Nov 2026, 00-24 UTC$' "or the last day that has a log"
like "$("$UNJOE" --now 2027-03-01 report)" '^No log of yesterday, Sun 28 Feb 2027: this is the last day that has one\.$' "and says so"
like "$("$UNJOE" --now 2027-03-01 report --format tsv 2>&1 >/dev/null)" 'No log of yesterday' "on standard error for programs"
like "$("$UNJOE" --now '2026-11-18 12:00' report)" 'Tue 17 Nov 2026' "the day before now, not the last day"
like "$("$UNJOE" --now '2026-11-18 12:00' report --since today)" '18 Nov 2026 00:00 to 23:53 UTC' "since today: up to the last line read"
like "$(unjoe report --since 2026-11-17 --until 2026-11-19)" '17 Nov to 18 Nov 2026, 2 days, UTC' "two days"
like "$(unjoe report --since '2026-11-18 02:00' --until '2026-11-18T03:00')" '18 Nov 2026 02:00 to 03:00 UTC' "one hour"
is "$(unjoe report summary/deliveries --since '2026-11-18 02:00:03' --until '2026-11-18 02:00:05' --format tsv | sed 1d | cut -f 1,2)" \
	"sent	1" "the end of a range is not in it"
like "$(TZ=America/New_York "$UNJOE" --now 2026-11-19T07:00:00Z report)" 'Wed 18 Nov 2026, 00-24 EST' "local time, with its zone"
like "$(TZ=America/New_York "$UNJOE" --now 2026-11-19T07:00:00Z report hosts)" 'mx1 .* 2026-11-18 18:53 ' "in tables too"
is "$(TZ=America/New_York "$UNJOE" --now 2026-11-19T07:00:00Z report hosts --format tsv | sed -n 2p | cut -f 3)" 2026-11-18T23:53:20Z "programs get UTC"
shows report/nothing.txt "a time without a log: says so, and what there is" unjoe report --since 2026-12-01 --until 2026-12-02
fails "no time" 2 unjoe report --since lunch
fails "a range that ends before it begins" 2 unjoe report --since today --until yesterday

# Narrowed.
shows report/domain.txt "one domain" unjoe report --domain Example.ORG
shows report/host.txt "one host" unjoe report --host mx2
fails "a host that there is not" 1 unjoe report --host mx9
like "$(cat "$SCRATCH/tap.out")" 'mx1, mx2' "names those that there are"
fails "what a report cannot be narrowed by" 2 unjoe report hosts --domain example.org
fails "a report that there is not" 2 unjoe report sumary
like "$(cat "$SCRATCH/tap.out")" 'hosts, incidents, recheck, refused-us, senders, senders-days, sources, spf, spf-days, summary, summary-days, unread' "names those that there are"

is "$(unjoe report senders-days --format tsv | cut -f 1 | grep -x -e '-' -e '<>')" "<>" "the null sender has one name in all reports"

# An empty database.
: >"$SCRATCH/empty2"
"$UNJOE" --db "$SCRATCH/empty.db" ingest "$SCRATCH/empty2" 2>/dev/null
shows report/empty.txt "nothing read yet" unjoe --db "$SCRATCH/empty.db" report
shows report/empty-status.txt "status of nothing" unjoe --db "$SCRATCH/empty.db" status

is "$(COLUMNS=40 unjoe report summary | sed -n 1,3p)" "UNJOE SUMMARY
Wed 18 Nov 2026, 00-24 UTC
========================================" "a narrow one has the head in lines"
# At a terminal.
if [ -n "$terminal" ]; then
	shows report/terminal.txt "on a terminal: bold, and as wide as it is" on_terminal 80 "$UNJOE" --now 2026-11-19T07:00:00Z report spf
	is "$(NO_COLOR=1 on_terminal 80 "$UNJOE" report spf | grep -c "$(printf '\033')")" 0 "NO_COLOR"
	is "$(TERM=dumb on_terminal 80 "$UNJOE" report spf | grep -c "$(printf '\033')")" 0 "a dumb terminal"
	for report in summary spf senders hosts unread sources; do
		is "$(on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" report $report | LC_ALL=C.UTF-8 wc -L)" 80 "$report fits into 80 columns"
	done
	mkdir -p "$SCRATCH/a/folder/whose/name/takes/all/the/room/that/there/is"
	cp samples/case/silver-2007/log/mail.log "$SCRATCH/a/folder/whose/name/takes/all/the/room/that/there/is/mx7.log"
	"$UNJOE" --db "$SCRATCH/deep.db" ingest "$SCRATCH/a" 2>/dev/null
	for report in "report sources" status; do
		like "$(on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" --db "$SCRATCH/deep.db" $report)" '^  …[a-z/]*is/mx7.log ' "$report: of a long path the end is left"
	done
	for report in summary spf unread; do
		is "$(unjoe report $report | LC_ALL=C grep -c '[^ -~]')" 0 "nothing but text in $report"
		is "$(on_terminal 80 NO_COLOR=1 "$UNJOE" report $report --format tsv | LC_ALL=C grep -c "$(printf '[\001-\010\013-\037]')")" 0 "nor in tsv on a terminal"
	done
fi
done_testing
