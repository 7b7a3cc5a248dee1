#!/bin/sh
# foreign.t - lines of mail servers whose log is not read are passed over, but never without a word.
. tests/tap.sh
. tests/dump.sh

sendmail=$SCRATCH/sendmail.log
cat >"$sendmail" <<'END'
Feb 10 09:00:01 sm sm-mta[1001]: 41A901aB001001: from=<a@example.org>, size=1234, class=0, nrcpts=1, msgid=<m@example.org>, proto=ESMTP, daemon=MTA, relay=mail.example.org [203.0.113.1]
Feb 10 09:00:02 sm sendmail[1002]: 41A901aB001001: to=<u@example.net>, delay=00:00:01, mailer=local, pri=31234, dsn=2.0.0, stat=Sent
END
fails "a log of sendmail alone is refused" 1 "$UNJOE" --db "$SCRATCH/alone.db" ingest "$sendmail" --year 2026
like "$(cat "$SCRATCH/tap.out")" 'the first line, of sm-mta, is: 41A901aB001001' "and whose it is, is said"

mixed=$SCRATCH/mixed.log
{
	cat "$sendmail"
	echo 'Feb 10 09:00:03 sm postfix/qmgr[44]: 8F57A572992: removed'
	echo 'Feb 10 09:00:04 sm qmail-send[45]: 1770714004.1 status: local 0/10 remote 0/20'
	echo 'Feb 10 09:00:05 sm cron[46]: (root) CMD (true)'
	echo 'Feb 10 09:00:05 sm cyrus/master[48]: about to exec /usr/lib/cyrus/bin/lmtpd'
	printf 'Feb 10 09:00:06 sm \033[31mevil[47]: x\n'
} >"$mixed"
"$UNJOE" --db "$SCRATCH/mixed.db" ingest "$mixed" --year 2026 2>"$SCRATCH/said.txt"
like "$(cat "$SCRATCH/said.txt")" '^sendmail: 2 lines; unjoe does not read its log' "in a log of several: the end of ingest names them and counts"
like "$(cat "$SCRATCH/said.txt")" '^qmail: 1 line; ' "each mail server"
is "$(grep -c 'cron' "$SCRATCH/said.txt")" 0 "and no other programs"
sleep 1
"$UNJOE" --db "$SCRATCH/mixed.db" ingest "$mixed" --year 2026 2>"$SCRATCH/again.txt"
is "$(grep -c 'does not read' "$SCRATCH/again.txt")" 0 "a run that reads none of it says nothing"
"$UNJOE" --db "$SCRATCH/mixed.db" --now 2026-02-10T10:00 status >"$SCRATCH/status.txt"
like "$(cat "$SCRATCH/status.txt")" 'sendmail +2026-02-10 09:00 .* 2 lines of its log passed over' "status says what is wrong"
like "$(cat "$SCRATCH/status.txt")" 'cron +- +1 ' "and lists all programs"
is "$(LC_ALL=C tr -d '\n\t -\176\200-\377' <"$SCRATCH/status.txt")" "" "safe for a terminal"
is "$(sql "$SCRATCH/mixed.db" "SELECT mail_system, sum(n) FROM passed_over WHERE mail_system IS NOT NULL GROUP BY 1 ORDER BY 1")" \
    "$(printf 'Cyrus|1\nqmail|1\nsendmail|2')" "passed_over names the server, though Postfix has a master, too"
done_testing
